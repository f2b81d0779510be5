import { PhoneForwarded } from 'lucide-react';
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { sendCommand, usePending } from '../../state/callRequests';
import { Button } from '../../ui/buttons/Button';
import { Strip } from '../../ui/messages/Strip';
import { useControls } from './useControls';

/** Shows the party that the supervisor consults while the caller hears music, and how to go on. */
export function ConsultationStrip({ callId }: { readonly callId: CallId }) {
  const controls = useControls(callId);
  const completing = usePending(callId, 'completeTransfer');
  const cancelling = usePending(callId, 'cancelTransfer');
  const consultation = controls?.call.consultation ?? null;
  if (controls === null || consultation === null || controls.call.state === 'ended') {
    return null;
  }
  return (
    <Strip
      role="status"
      label={t('consultation.label')}
      icon={<PhoneForwarded size={15} className="shrink-0 text-muted" aria-hidden="true" />}
      actions={
        <>
          <Button
            size="small"
            reason={controls.reason('cancelTransfer')}
            pending={cancelling}
            onClick={() => void sendCommand(callId, { kind: 'cancelTransfer' })}
          >
            {t('consultation.cancel')}
          </Button>
          <Button
            variant="primary"
            size="small"
            reason={controls.reason('completeTransfer')}
            pending={completing}
            onClick={() => void sendCommand(callId, { kind: 'completeTransfer' })}
          >
            {t('consultation.complete')}
          </Button>
        </>
      }
    >
      {t(`consultation.${consultation.state}`, { target: consultation.target })}
    </Strip>
  );
}

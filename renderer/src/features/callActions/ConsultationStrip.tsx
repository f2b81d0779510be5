import { PhoneForwarded } from 'lucide-react';
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { sendCommand, usePending } from '../../state/callRequests';
import { useControls } from './useControls';

/** Whom the supervisor asks while the caller hears music, and how it goes on. */
export function ConsultationStrip({ callId }: { readonly callId: CallId }) {
  const controls = useControls(callId);
  const completing = usePending(callId, 'completeTransfer');
  const cancelling = usePending(callId, 'cancelTransfer');
  const consultation = controls?.call.consultation ?? null;
  if (controls === null || consultation === null || controls.call.state === 'ended') {
    return null;
  }
  const reason = controls.reason('completeTransfer');
  return (
    <div className="strip" role="group" aria-label={t('consultation.label')}>
      <PhoneForwarded size={15} className="shrink-0 text-muted" aria-hidden="true" />
      <span role="status" className="min-w-0 flex-1 truncate">
        {t(`consultation.${consultation.state}`, { target: consultation.target })}
      </span>
      <button
        type="button"
        className="btn btn-small"
        disabled={cancelling}
        onClick={() => void sendCommand(callId, { kind: 'cancelTransfer' })}
      >
        {t('consultation.cancel')}
      </button>
      <button
        type="button"
        className="btn btn-primary btn-small"
        aria-disabled={reason !== '' || completing}
        title={reason}
        onClick={() => {
          if (reason === '') {
            void sendCommand(callId, { kind: 'completeTransfer' });
          }
        }}
      >
        {t('consultation.complete')}
      </button>
    </div>
  );
}

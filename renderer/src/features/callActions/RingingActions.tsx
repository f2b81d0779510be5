import { Phone, PhoneOff } from 'lucide-react';
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { sendCommand, usePending } from '../../state/callRequests';
import { useFocusKept } from '../../state/focusPlaces';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { useFirstKey, withKey } from '../commands';

/** The controls of a call that rings. */
export function RingingActions({ callId }: { readonly callId: CallId }) {
  const answering = usePending(callId, 'answer');
  const declining = usePending(callId, 'decline');
  const place = useFocusKept<HTMLDivElement>();
  const pending = answering || declining;
  const answerReason = useRoleReason('call.answer');
  const declineReason = useRoleReason('call.decline');
  const answerKey = useFirstKey('call.answer');
  const declineKey = useFirstKey('call.decline');
  return (
    <div ref={place} className="flex gap-2">
      <Button
        variant="primary"
        size="large"
        icon={Phone}
        pending={pending}
        reason={answerReason}
        title={withKey(t('actions.answer'), answerKey)}
        onClick={() => void sendCommand(callId, { kind: 'answer' })}
      >
        {t(answering ? 'actions.answering' : 'actions.answer')}
      </Button>
      <Button
        size="large"
        icon={PhoneOff}
        pending={pending}
        reason={declineReason}
        title={withKey(t('actions.decline'), declineKey)}
        onClick={() => void sendCommand(callId, { kind: 'decline' })}
      >
        {t(declining ? 'actions.declining' : 'actions.decline')}
      </Button>
    </div>
  );
}

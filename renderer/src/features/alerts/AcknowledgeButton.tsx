import type { AlertSignal } from '#model/alert';
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useIsSending } from '../../state/callRequests';
import { useCallsStore } from '../../state/callsStore';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { acknowledge } from './openAlerts';

/** Says that this person has seen to an alert. Nothing where there is none, or somebody has. */
export function AcknowledgeButton(props: {
  readonly callId: CallId;
  readonly signal: AlertSignal;
  readonly topic?: string;
}) {
  const { callId, signal, topic = '' } = props;
  const reason = useRoleReason('call.acknowledgeAlert');
  const alert = useCallsStore((state) =>
    state.byId[callId]?.alerts.findLast((each) => each.signal === signal && each.topic === topic),
  );
  const alertId = alert?.id ?? '';
  const pending = useIsSending(callId, { kind: 'acknowledgeAlert', alertId });
  return alert === undefined || alert.acknowledged !== null ? null : (
    <Button
      size="small"
      pending={pending}
      reason={reason}
      aria-label={t('alerts.acknowledgeThis', { reason: inWords(alert.phrase) })}
      onClick={() => void acknowledge(callId, alert.id)}
    >
      {t('alerts.acknowledge')}
    </Button>
  );
}

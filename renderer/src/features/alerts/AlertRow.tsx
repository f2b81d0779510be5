import type { CallAlert } from '#model/alert';
import type { CallId } from '#model/call';
import { formatClock } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useCallsStore } from '../../state/callsStore';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { Notice } from '../../ui/messages/Notice';
import { AcknowledgeButton } from './AcknowledgeButton';
import { listenToAlert, showAlert } from './openAlerts';

/** One alert of a call: why, since when, its second on the time axis, and who has seen to it. */
export function AlertRow({
  callId,
  alert,
}: {
  readonly callId: CallId;
  readonly alert: CallAlert;
}) {
  const listenReason = useRoleReason('call.listen');
  const startedAt = useCallsStore(({ byId }) => byId[callId]?.startedAt ?? 0);
  const words = inWords(alert.phrase);
  return (
    <Notice level={alert.severity}>
      <span className="sr-only">{t(`call.severity.${alert.severity}`)}:</span>
      <button
        type="button"
        className="alert-moment"
        title={`${words} · ${t('alerts.show')}`}
        onClick={() => {
          showAlert(alert, startedAt);
        }}
      >
        <span className="reason-words">{words}</span>
        <time className="font-mono text-meta text-muted">{formatClock(alert.at)}</time>
      </button>
      <Button
        size="small"
        className="reason-minor"
        reason={listenReason}
        onClick={() => {
          listenToAlert({ callId, alert });
        }}
      >
        {t('alerts.listen')}
      </Button>
      <AcknowledgeButton callId={callId} signal={alert.signal} topic={alert.topic} />
    </Notice>
  );
}

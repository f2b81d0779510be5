import type { ReactNode } from 'react';
import type { CallAlert } from '#model/alert';
import type { CallId } from '#model/call';
import { formatClock } from '../../format/format';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { Notice } from '../../ui/messages/Notice';
import { AcknowledgeButton } from './AcknowledgeButton';
import { listenToAlert, showAlert } from './openAlerts';

type AlertRowProps = {
  readonly callId: CallId;
  readonly alert: Pick<CallAlert, 'signal' | 'topic' | 'severity' | 'at' | 'turnId'>;
  /** Why, as one reads it. */
  readonly words: string;
  /** What else is known of it. */
  readonly more?: ReactNode;
  /** A screen reader tells of it as it comes; measured alerts have their announcer. */
  readonly announced?: boolean;
};

/**
 * What calls for a look at a call: why, since when, its second on the time axis, the headset from
 * there on, and who has seen to it.
 */
export function AlertRow({ callId, alert, words, more, announced = false }: AlertRowProps) {
  const listenReason = useRoleReason('call.listen');
  const startedAt = useCallsStore(({ byId }) => byId[callId]?.startedAt ?? 0);
  const role = alert.severity === 'danger' ? 'alert' : 'status';
  return (
    <Notice level={alert.severity}>
      <span className="sr-only">{t(`call.severity.${alert.severity}`)}:</span>
      <span className="contents" role={announced ? role : undefined}>
        <button
          type="button"
          className="alert-moment"
          title={`${words} · ${t('alerts.show')}`}
          onClick={() => {
            showAlert(alert, startedAt);
          }}
        >
          <span className="reason-words">
            {words}
            {more}
          </span>
          <time className="font-mono text-meta text-muted">{formatClock(alert.at)}</time>
        </button>
      </span>
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

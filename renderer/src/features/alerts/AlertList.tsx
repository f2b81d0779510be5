import { useShallow } from 'zustand/react/shallow';
import { type CallAlert, MEASURED_SIGNALS, needsAttention } from '#model/alert';
import type { CallId } from '#model/call';
import { formatClock } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { type CallsState, useCallsStore } from '../../state/callsStore';
import { Button } from '../../ui/buttons/Button';
import { Notice } from '../../ui/messages/Notice';
import { AcknowledgeButton } from './AcknowledgeButton';
import { listenToAlert } from './openAlerts';

/** Notices and what rules did have places of their own. */
function measuredIn({ byId }: Pick<CallsState, 'byId'>, callId: CallId): readonly CallAlert[] {
  const signals: readonly string[] = MEASURED_SIGNALS;
  return (byId[callId]?.alerts ?? []).filter(
    (alert) => needsAttention(alert) && signals.includes(alert.signal),
  );
}

/** What was measured in this call and calls for attention, until somebody has seen to it. */
export function AlertList({ callId }: { readonly callId: CallId }) {
  const alerts = useCallsStore(useShallow((state) => measuredIn(state, callId)));
  return alerts.length === 0 ? null : (
    <ul className="flex flex-col gap-1 px-5 pb-3" aria-label={t('alerts.label')}>
      {alerts.map(({ id, signal, topic, severity, phrase, at }) => (
        <li key={id}>
          <Notice level={severity}>
            <span className="sr-only">{t(`call.severity.${severity}`)}:</span>
            <span className="min-w-0 flex-1 select-text">{inWords(phrase)}</span>
            <time className="font-mono text-meta text-muted">{formatClock(at)}</time>
            <Button
              size="small"
              onClick={() => {
                listenToAlert({ callId });
              }}
            >
              {t('alerts.listen')}
            </Button>
            <AcknowledgeButton {...{ callId, signal, topic }} />
          </Notice>
        </li>
      ))}
    </ul>
  );
}

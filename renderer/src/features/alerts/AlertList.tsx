import { useShallow } from 'zustand/react/shallow';
import { type CallAlert, isMeasured } from '#model/alert';
import type { CallId } from '#model/call';
import { formatClock } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { type CallsState, useCallsStore } from '../../state/callsStore';
import { Button } from '../../ui/buttons/Button';
import { Notice } from '../../ui/messages/Notice';
import { AcknowledgeButton } from './AcknowledgeButton';
import { acknowledgeAll, alertsToSee, listenToAlert, showAlert } from './openAlerts';

/** Notices and what rules did have places of their own. */
function measuredIn({ byId }: Pick<CallsState, 'byId'>, callId: CallId): readonly CallAlert[] {
  return alertsToSee(byId[callId]).filter(({ signal }) => isMeasured(signal));
}

/** What was measured in this call and calls for attention, until somebody has seen to it. */
export function AlertList({ callId }: { readonly callId: CallId }) {
  const alerts = useCallsStore(useShallow((state) => measuredIn(state, callId)));
  const startedAt = useCallsStore(({ byId }) => byId[callId]?.startedAt ?? 0);
  const open = useCallsStore(({ byId }) => alertsToSee(byId[callId]).length);
  return alerts.length === 0 ? null : (
    <ul className="flex flex-col gap-1 px-5 pb-3" aria-label={t('alerts.label')}>
      {alerts.map((alert) => (
        <li key={alert.id}>
          <Notice level={alert.severity}>
            <span className="sr-only">{t(`call.severity.${alert.severity}`)}:</span>
            <button
              type="button"
              className="alert-moment"
              title={t('alerts.show')}
              onClick={() => {
                showAlert(alert, startedAt);
              }}
            >
              <span className="min-w-0 flex-1">{inWords(alert.phrase)}</span>
              <time className="font-mono text-meta text-muted">{formatClock(alert.at)}</time>
            </button>
            <Button
              size="small"
              onClick={() => {
                listenToAlert({ callId });
              }}
            >
              {t('alerts.listen')}
            </Button>
            <AcknowledgeButton callId={callId} signal={alert.signal} topic={alert.topic} />
          </Notice>
        </li>
      ))}
      {open > 1 && (
        <li className="flex justify-end">
          <Button
            size="small"
            onClick={() => {
              acknowledgeAll(callId);
            }}
          >
            {t('alerts.acknowledgeAll', { count: open })}
          </Button>
        </li>
      )}
    </ul>
  );
}

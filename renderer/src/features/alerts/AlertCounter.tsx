import { useShallow } from 'zustand/react/shallow';
import { t } from '../../i18n/i18n';
import { type CallsState, useCallsStore } from '../../state/callsStore';
import { Button } from '../../ui/buttons/Button';
import { AlertShape } from '../../ui/signs/AlertShape';
import { goToNextAlert, openAlerts } from './openAlerts';

function countsOf(state: Pick<CallsState, 'byId' | 'order'>): {
  readonly calls: number;
  readonly danger: boolean;
} {
  const open = openAlerts(state).filter(({ alert }) => alert.severity !== 'info');
  return {
    calls: new Set(open.map(({ callId }) => callId)).size,
    danger: open.some(({ alert }) => alert.severity === 'danger'),
  };
}

/** How many calls call for attention. It leads to the next one. */
export function AlertCounter() {
  const { calls, danger } = useCallsStore(useShallow(countsOf));
  return calls === 0 ? (
    <span className="text-faint">{t('alerts.none')}</span>
  ) : (
    <Button size="small" title={t('alerts.next')} onClick={goToNextAlert}>
      <AlertShape level={danger ? 'danger' : 'warn'} />
      {t('alerts.count', { count: calls })}
    </Button>
  );
}

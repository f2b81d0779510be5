import { useShallow } from 'zustand/react/shallow';
import { needOf } from '#model/callNeed';
import { t } from '../../i18n/i18n';
import { type CallsState, useCallsStore } from '../../state/callsStore';
import { Button } from '../../ui/buttons/Button';
import { AlertShape } from '../../ui/signs/AlertShape';
import { goToNextInNeed } from './openAlerts';

function countsOf({ byId, order }: Pick<CallsState, 'byId' | 'order'>): {
  readonly calls: number;
  readonly danger: boolean;
} {
  const needs = order.flatMap((callId) => {
    const call = byId[callId];
    const need = call === undefined ? null : needOf(call);
    return need === null ? [] : [need];
  });
  return { calls: needs.length, danger: needs.some(({ severity }) => severity === 'danger') };
}

/** How many calls need somebody: those of the list's group. It leads to the next one. */
export function AlertCounter() {
  const { calls, danger } = useCallsStore(useShallow(countsOf));
  return calls === 0 ? (
    <span className="text-faint">{t('alerts.none')}</span>
  ) : (
    <Button size="small" title={t('alerts.next')} onClick={goToNextInNeed}>
      <AlertShape level={danger ? 'danger' : 'warn'} />
      {t('alerts.count', { count: calls })}
    </Button>
  );
}

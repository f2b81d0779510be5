import { Check } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import { needOf } from '#model/callNeed';
import { formatCount } from '../../format/format';
import { t } from '../../i18n/i18n';
import { type CallsState, useCallsStore } from '../../state/callsStore';
import { Button } from '../../ui/buttons/Button';
import { BarWords } from '../../ui/layout/FittingBar';
import { AlertShape } from '../../ui/signs/AlertShape';
import { SteadyPlace } from '../../ui/signs/SteadyPlace';
import { goToNextInNeed } from './openAlerts';

/** No more calls than this have a place of their own width. */
const MANY = 88;

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
  const words = calls === 0 ? t('alerts.none') : t('alerts.count', { count: calls });
  return (
    <SteadyPlace
      className="status-count status-button"
      texts={[t('alerts.count', { count: MANY })]}
    >
      {calls === 0 ? (
        <span className="self-center text-faint" title={words}>
          <BarWords step={5} sign={<Check size={14} />}>
            {words}
          </BarWords>
        </span>
      ) : (
        <Button size="small" title={t('alerts.next')} onClick={goToNextInNeed}>
          <AlertShape level={danger ? 'danger' : 'warn'} />
          <BarWords step={5} short={formatCount(calls)}>
            {words}
          </BarWords>
        </Button>
      )}
    </SteadyPlace>
  );
}

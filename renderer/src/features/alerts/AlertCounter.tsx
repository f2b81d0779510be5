import { Headphones } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import { needOf } from '#model/callNeed';
import { t } from '../../i18n/i18n';
import { type CallsState, useCallsStore } from '../../state/callsStore';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { IconButton } from '../../ui/buttons/IconButton';
import { AlertShape } from '../../ui/signs/AlertShape';
import { goToNextInNeed, listenToNextInNeed } from './openAlerts';

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

/**
 * How many calls need somebody: those of the list's group. It leads to the next one; the button
 * beside it puts the headset on that call, too.
 */
export function AlertCounter() {
  const { calls, danger } = useCallsStore(useShallow(countsOf));
  const role = useRoleReason('call.listen');
  return (
    <>
      {calls === 0 ? (
        <span className="text-faint">{t('alerts.none')}</span>
      ) : (
        <Button size="small" title={t('alerts.next')} onClick={goToNextInNeed}>
          <AlertShape level={danger ? 'danger' : 'warn'} />
          {t('alerts.count', { count: calls })}
        </Button>
      )}
      <IconButton
        icon={Headphones}
        size="small"
        label={t('alerts.listenNext')}
        reason={calls === 0 ? t('commands.noneInNeed') : role}
        onClick={listenToNextInNeed}
      />
    </>
  );
}

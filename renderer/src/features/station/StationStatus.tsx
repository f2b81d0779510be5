import { KeyRound, Lock, Users } from 'lucide-react';
import { t } from '../../i18n/i18n';
import { useStationStore } from '../../state/stationStore';
import { openDialog } from '../../state/uiStore';
import { IconButton } from '../../ui/buttons/IconButton';
import { BarWords } from '../../ui/layout/FittingBar';
import { runCommand, useFirstKey, withKey } from '../commands';

/** Who works here, with the ways to lock and to the operators. */
export function StationStatus() {
  const lockKey = useFirstKey('window.lock');
  const station = useStationStore((state) => state.view?.station ?? null);
  return (
    <>
      {station?.state === 'open' && (
        <>
          <BarWords step={7} className="status-who mr-1 text-meta text-muted">
            {t('operators.who', {
              name: station.operator.name,
              role: t(`operators.roleName.${station.operator.role}`),
            })}
          </BarWords>
          <IconButton
            icon={KeyRound}
            label={t('operators.changePin')}
            onClick={() => {
              openDialog({ name: 'changePin' });
            }}
          />
          <IconButton
            icon={Lock}
            label={t('operators.lock')}
            hint={withKey(t('operators.lock'), lockKey)}
            onClick={() => {
              runCommand('window.lock');
            }}
          />
        </>
      )}
      <IconButton
        icon={Users}
        label={t('operators.open')}
        onClick={() => {
          openDialog({ name: 'operators' });
        }}
      />
    </>
  );
}

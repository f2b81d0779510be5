import type { SettingView } from '#model/settings';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { settingText } from '../../i18n/settingTexts';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { SaveBar } from '../../ui/layout/SaveBar';
import { ChangeList } from './ChangeList';
import { RestartButtons } from './RestartButtons';
import type { Changes, SaveState } from './useSettings';
import { waitingFor } from './waiting';

type FootProps = {
  readonly settings: readonly SettingView[];
  readonly changes: Changes;
  /** How many of the changes cannot be saved as they are. */
  readonly refused: number;
  readonly save: SaveState;
  /** Resolves with whether all was saved. */
  readonly onSave: () => Promise<boolean>;
  readonly onDiscard: () => void;
  readonly onClose: () => void;
};

function summary({ settings, changes, refused, save }: FootProps): string {
  const count = Object.keys(changes).length;
  const waiting = waitingFor(settings, changes);
  if (refused > 0) {
    return t('settings.refused', { count: refused });
  }
  if (count > 0) {
    const restart = waiting.filter(({ name }) => name in changes).length;
    const changed = t('settings.changes', { count });
    return restart === 0 ? changed : `${changed}, ${t('settings.needRestart', { count: restart })}`;
  }
  if (waiting.length > 0) {
    return t('settings.savedRestart', {
      names: waiting.map(({ name }) => settingText(name).label).join(', '),
    });
  }
  return t(save.state === 'saved' ? 'settings.saved' : 'settings.noChanges');
}

/** The foot of the settings: what saving changes, and the outcome of saving. */
export function SaveFoot(props: FootProps) {
  const { settings, changes, refused, save } = props;
  const saving = save.state === 'saving';
  const hasChanges = Object.keys(changes).length > 0;
  const roleReason = useRoleReason('settings.update');
  const reason = refused === 0 ? roleReason : t('settings.refused', { count: refused });
  const waits = waitingFor(settings, changes).length > 0;
  return (
    <>
      {hasChanges && <ChangeList settings={settings} changes={changes} />}
      <SaveBar
        failure={save.state === 'failed' ? inWords(save.message) : ''}
        summary={summary(props)}
        invalid={refused > 0}
      >
        {hasChanges ? (
          <>
            <Button variant="quiet" onClick={props.onDiscard}>
              {t('settings.discard')}
            </Button>
            {waits && (
              <RestartButtons
                before={props.onSave}
                nowText={t('settings.saveAndRestart')}
                idleText={t('settings.saveAndRestartIdle')}
                reason={reason}
              />
            )}
            <Button
              variant="primary"
              pending={saving}
              reason={reason}
              onClick={() => void props.onSave()}
            >
              {t(saving ? 'settings.saving' : 'settings.save')}
            </Button>
          </>
        ) : (
          <>
            {waits && (
              <RestartButtons
                before={() => Promise.resolve(true)}
                nowText={t('settings.restartNow')}
                idleText={t('settings.restartIdle')}
                reason=""
              />
            )}
            <Button onClick={props.onClose}>{t('settings.close')}</Button>
          </>
        )}
      </SaveBar>
    </>
  );
}

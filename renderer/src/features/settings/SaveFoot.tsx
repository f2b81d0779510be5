import type { SettingView } from '#model/settings';
import { t } from '../../i18n/i18n';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { SaveBar } from '../../ui/layout/SaveBar';
import { type Changes, needRestart, type SaveState } from './useSettings';

function summary(settings: readonly SettingView[], changes: Changes, save: SaveState): string {
  const count = Object.keys(changes).length;
  if (count > 0) {
    const restart = needRestart(settings, changes).length;
    const changed = t('settings.changes', { count });
    return restart === 0 ? changed : `${changed}, ${t('settings.needRestart', { count: restart })}`;
  }
  if (save.state === 'saved') {
    return save.needRestart.length === 0
      ? t('settings.saved')
      : t('settings.savedRestart', { names: save.needRestart.join(', ') });
  }
  return t('settings.noChanges');
}

/** The foot of the settings: the changes not yet saved, and the outcome of saving. */
export function SaveFoot(props: {
  readonly settings: readonly SettingView[];
  readonly changes: Changes;
  readonly save: SaveState;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
  readonly onClose: () => void;
}) {
  const { changes, save } = props;
  const saving = save.state === 'saving';
  const reason = useRoleReason('settings.update');
  return (
    <SaveBar
      failure={save.state === 'failed' ? save.message : ''}
      summary={summary(props.settings, changes, save)}
    >
      {Object.keys(changes).length > 0 ? (
        <>
          <Button variant="quiet" onClick={props.onDiscard}>
            {t('settings.discard')}
          </Button>
          <Button variant="primary" pending={saving} reason={reason} onClick={props.onSave}>
            {t(saving ? 'settings.saving' : 'settings.save')}
          </Button>
        </>
      ) : (
        <Button onClick={props.onClose}>{t('settings.close')}</Button>
      )}
    </SaveBar>
  );
}

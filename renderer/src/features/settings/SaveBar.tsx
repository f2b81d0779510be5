import type { SettingView } from '#model/settings';
import { t } from '../../i18n/i18n';
import { AlertShape } from '../../ui/shapes';
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

/** The foot of the settings: what is not yet saved, and what came of saving. */
export function SaveBar(props: {
  readonly settings: readonly SettingView[];
  readonly changes: Changes;
  readonly save: SaveState;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
  readonly onClose: () => void;
}) {
  const { changes, save } = props;
  const dirty = Object.keys(changes).length > 0;
  return (
    <div className="border-t border-line">
      {save.state === 'failed' && (
        <p role="alert" className="flex items-baseline gap-2 px-5 pt-3 text-danger">
          <AlertShape level="danger" />
          {save.message}
        </p>
      )}
      <div className="flex items-center gap-2 px-5 py-3">
        <span role="status" className="min-w-0 flex-1 truncate text-muted">
          {summary(props.settings, changes, save)}
        </span>
        {dirty ? (
          <>
            <button type="button" className="btn btn-quiet" onClick={props.onDiscard}>
              {t('settings.discard')}
            </button>
            <button
              type="button"
              className="btn btn-primary"
              disabled={save.state === 'saving'}
              onClick={props.onSave}
            >
              {t(save.state === 'saving' ? 'settings.saving' : 'settings.save')}
            </button>
          </>
        ) : (
          <button type="button" className="btn" onClick={props.onClose}>
            {t('settings.close')}
          </button>
        )}
      </div>
    </div>
  );
}

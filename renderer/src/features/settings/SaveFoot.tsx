import type { SettingView } from '#model/settings';
import { request } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { settingText } from '../../i18n/settingTexts';
import { useCallsStore } from '../../state/callsStore';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { SaveBar } from '../../ui/layout/SaveBar';
import { useAttempt } from '../../ui/messages/useAttempt';
import { ChangeList } from './ChangeList';
import { type Changes, needRestart, type SaveState } from './useSettings';

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
  if (refused > 0) {
    return t('settings.refused', { count: refused });
  }
  if (count > 0) {
    const restart = needRestart(settings, changes).length;
    const changed = t('settings.changes', { count });
    return restart === 0 ? changed : `${changed}, ${t('settings.needRestart', { count: restart })}`;
  }
  if (save.state === 'saved') {
    return save.needRestart.length === 0
      ? t('settings.saved')
      : t('settings.savedRestart', {
          names: save.needRestart.map((name) => settingText(name).label).join(', '),
        });
  }
  return t('settings.noChanges');
}

/** Starts the program anew, now or once no call is live. */
function RestartButtons(props: {
  /** Comes first; resolves with whether the restart may follow. */
  readonly before: () => Promise<boolean>;
  readonly nowText: string;
  readonly idleText: string;
  /** Why what comes first is not possible; empty when it is. */
  readonly reason: string;
}) {
  const role = useRoleReason('program.restart');
  const reason = props.reason || role;
  const liveCalls = useCallsStore(
    (state) => state.order.filter((id) => state.byId[id]?.state !== 'ended').length,
  );
  const [attempt, run] = useAttempt();
  const restart = async (when: 'now' | 'idle'): Promise<void> => {
    if (await props.before()) {
      await run(async () => {
        const result = await request('app:restart', { when });
        return result.ok ? null : result.error.phrase;
      });
    }
  };
  return (
    <>
      {attempt.state === 'failed' && (
        <span role="alert" className="text-danger">
          {inWords(attempt.message)}
        </span>
      )}
      {liveCalls > 0 && (
        <Button
          reason={reason}
          title={t('settings.restartIdleHint')}
          onClick={() => void restart('idle')}
        >
          {props.idleText}
        </Button>
      )}
      <Button reason={reason} onClick={() => void restart('now')}>
        {props.nowText}
      </Button>
    </>
  );
}

/** The foot of the settings: what saving changes, and the outcome of saving. */
export function SaveFoot(props: FootProps) {
  const { settings, changes, refused, save } = props;
  const saving = save.state === 'saving';
  const hasChanges = Object.keys(changes).length > 0;
  const roleReason = useRoleReason('settings.update');
  const reason = refused === 0 ? roleReason : t('settings.refused', { count: refused });
  const waits = save.state === 'saved' && save.needRestart.length > 0;
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
            {needRestart(settings, changes).length > 0 && (
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

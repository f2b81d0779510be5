import type { Phrase } from '#model/phrases/phrase';
import type { SettingView } from '#model/settings';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { ErrorText } from '../../ui/messages/ErrorText';
import { useAttempt } from '../../ui/messages/useAttempt';
import { restart } from '../quit';
import type { Changes } from '../settings';
import { demoAsked } from './demoAsked';
import { keepSetup } from './setupStep';

/** How what was typed is saved before something else happens. */
export type Saving = {
  /** Why what was typed cannot be saved; empty when it can, or when nothing was typed. */
  readonly saveReason: string;
  /**
   * Saves what was typed, and `more`. Resolves with whether it is saved; if not, the dialog says
   * why.
   */
  readonly save: (more?: Changes) => Promise<boolean>;
};

/** Starts the program anew with what was typed, and the set-up goes on after it. */
export function RestartNow(
  props: Saving & {
    readonly settings: readonly SettingView[];
    /** The program shows the demo, which the restart ends. */
    readonly isDemo: boolean;
  },
) {
  const { saveReason, save, isDemo } = props;
  const asked = demoAsked(props.settings);
  const role = useRoleReason('program.restart');
  const [attempt, run] = useAttempt();
  const restartLive = async (): Promise<Phrase | null> => {
    // It was saved by who stayed with the demo, and would bring it back.
    if (!(await save(asked === 'saved' ? { DEMO_MODE: '' } : {}))) {
      return null;
    }
    keepSetup('call', true);
    return restart('now');
  };
  const demoStays = asked === 'elsewhere' ? t('setup.call.demoStays') : '';
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="text-muted">{t(isDemo ? 'setup.call.restart' : 'setup.call.restartLive')}</p>
      {demoStays !== '' && <p>{demoStays}</p>}
      <Button
        variant="primary"
        reason={role || saveReason || demoStays}
        onClick={() => void run(restartLive)}
      >
        {t(isDemo ? 'setup.call.restartNow' : 'settings.restartNow')}
      </Button>
      {attempt.state === 'failed' && <ErrorText>{inWords(attempt.message)}</ErrorText>}
    </div>
  );
}

import { Mic, PhoneIncoming } from 'lucide-react';
import type { Phrase } from '#model/phrases/phrase';
import { request } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useCallsStore } from '../../state/callsStore';
import { useRoleReason } from '../../state/stationStore';
import { openTestCall } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';
import { ErrorText } from '../../ui/messages/ErrorText';
import { useAttempt } from '../../ui/messages/useAttempt';
import { keepSetup } from './setupStep';

type StepProps = {
  /** Why what was typed cannot be saved; empty when it can, or when nothing was typed. */
  readonly saveReason: string;
  /** Saves what was typed. Resolves with whether it is saved; if not, the dialog says why. */
  readonly save: () => Promise<boolean>;
};

/** Starts the program anew with what was typed, and the set-up goes on after it. */
function RestartNow({ saveReason, save }: StepProps) {
  const reason = useRoleReason('program.restart') || saveReason;
  const [attempt, run] = useAttempt();
  const restart = async (): Promise<Phrase | null> => {
    if (!(await save())) {
      return null;
    }
    keepSetup('call', true);
    const result = await request('app:restart', { when: 'now' });
    return result.ok ? null : result.error.phrase;
  };
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="text-muted">{t('setup.call.restart')}</p>
      <Button variant="primary" reason={reason} onClick={() => void run(restart)}>
        {t('setup.call.restartNow')}
      </Button>
      {attempt.state === 'failed' && <ErrorText>{inWords(attempt.message)}</ErrorText>}
    </div>
  );
}

/** Saves what was typed, then opens the test call in place of the set-up. */
async function testAfter(save: StepProps['save']): Promise<void> {
  if (await save()) {
    openTestCall();
  }
}

/** Waits for the first real call, and says that it came. */
export function CallStep({ saveReason, save }: StepProps) {
  const testReason = useRoleReason('call.test') || saveReason;
  const health = useCallsStore((state) => state.health);
  const hasCalls = useCallsStore((state) => state.order.length > 0);
  if (health === null || health.mode === 'demo') {
    return (
      <div className="py-3">
        <RestartNow saveReason={saveReason} save={save} />
      </div>
    );
  }
  const isReady = health.asterisk.state === 'ready' && health.gemini.state === 'ready';
  const state = hasCalls ? 'came' : isReady ? 'waiting' : 'connecting';
  return (
    <div className="flex flex-col gap-3 py-3">
      <p role="status" className="flex items-baseline gap-2 font-medium">
        <PhoneIncoming size={14} className="translate-y-0.5" aria-hidden="true" />
        {t(`setup.call.${state}`)}
      </p>
      {(['asterisk', 'gemini'] as const).map((name) => {
        const said = health[name].phrase;
        return said === null ? null : (
          <p key={name} className="text-muted select-text">
            {inWords(said)}
          </p>
        );
      })}
      <p className="text-muted">{t('setup.call.body')}</p>
      <p className="text-muted">{t('setup.call.here')}</p>
      <Button
        className="self-start"
        icon={Mic}
        reason={testReason}
        onClick={() => void testAfter(save)}
      >
        {t('testCall.open')}
      </Button>
    </div>
  );
}

import type { QuitRequest } from '#contract/api';
import { phrase } from '#model/phrases/phrase';
import { leastRole } from '#model/roles';
import { request } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { isLocked, useRoleReason, useStationStore } from '../../state/stationStore';
import { ConfirmDialog } from '../../ui/dialogs/ConfirmDialog';
import { useAttempt } from '../../ui/messages/useAttempt';
import { useQuitStore } from './quitStore';

/** The action of the audit that a yes is. */
const ACTIONS = { quit: 'program.quit', restart: 'program.restart' } as const;

/** Why whoever is at the window may not say yes, and who may; empty when they may. */
function useReason(goal: QuitRequest['goal']): string {
  const locked = useStationStore(isLocked);
  const role = useRoleReason(ACTIONS[goal]);
  return locked
    ? t('quit.locked', { role: inWords(phrase(`role.${leastRole(ACTIONS[goal], false)}`)) })
    : role;
}

function QuitDialog({ asked }: { readonly asked: QuitRequest }) {
  const { goal, shutdownCalls, liveCalls: count } = asked;
  const reason = useReason(goal);
  const [attempt, run] = useAttempt();
  const answer = async (quit: boolean): Promise<void> => {
    const isTaken = await run(async () => {
      const result = await request('app:answerQuit', { quit });
      return result.ok ? null : result.error.phrase;
    });
    if (isTaken) {
      useQuitStore.setState({ asked: null });
    }
  };
  const parts = [t('quit.live', { count }), t(`quit.${shutdownCalls}`, { count }), reason];
  return (
    <ConfirmDialog
      title={t(`quit.${goal}.title`)}
      body={parts.join(' ').trimEnd()}
      yes={t(`quit.${goal}.yes`)}
      no={t('quit.keep')}
      reason={reason}
      pending={attempt.state === 'pending'}
      error={attempt.state === 'failed' ? inWords(attempt.message) : ''}
      onYes={() => void answer(true)}
      onNo={() => void answer(false)}
    />
  );
}

/** Asks before the program ends with live calls, and says what happens to them. */
export function QuitQuestion() {
  const asked = useQuitStore((state) => state.asked);
  return asked === null ? null : <QuitDialog asked={asked} />;
}

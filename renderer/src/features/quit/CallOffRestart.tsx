import type { Phrase } from '#model/phrases/phrase';
import { request } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useCallsStore } from '../../state/callsStore';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { ErrorText } from '../../ui/messages/ErrorText';
import { useAttempt } from '../../ui/messages/useAttempt';

/** Calls a restart off that waits for the calls to end; nothing while none waits. */
export function CallOffRestart() {
  const waits = useCallsStore(
    ({ health }) => health?.capacity.phrase?.code === 'capacity.restart-waits',
  );
  const reason = useRoleReason('program.restart');
  const [attempt, run] = useAttempt();
  if (!waits) {
    return null;
  }
  const callOff = async (): Promise<Phrase | null> => {
    const result = await request('app:cancelRestart', null);
    return result.ok ? null : result.error.phrase;
  };
  return (
    <>
      <Button
        size="small"
        className="ml-3"
        reason={reason}
        pending={attempt.state === 'pending'}
        onClick={() => void run(callOff)}
      >
        {t('quit.callOff')}
      </Button>
      {attempt.state === 'failed' && <ErrorText>{inWords(attempt.message)}</ErrorText>}
    </>
  );
}

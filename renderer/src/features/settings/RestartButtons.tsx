import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useCallsStore } from '../../state/callsStore';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { useAttempt } from '../../ui/messages/useAttempt';
import { restart } from '../quit';

/** Starts the program anew, now or once no call is live. */
export function RestartButtons(props: {
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
    ({ order, byId }) =>
      order.filter((id) => byId[id]?.state !== 'ended' && byId[id]?.demo === false).length,
  );
  const [attempt, run] = useAttempt();
  const restartAfter = async (when: 'now' | 'idle'): Promise<void> => {
    if (await props.before()) {
      await run(() => restart(when));
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
          onClick={() => void restartAfter('idle')}
        >
          {props.idleText}
        </Button>
      )}
      <Button reason={reason} onClick={() => void restartAfter('now')}>
        {props.nowText}
      </Button>
    </>
  );
}

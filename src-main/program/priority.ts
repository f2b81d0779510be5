import { constants, getPriority, setPriority } from 'node:os';
import type { Log } from '#main/observability/log';

/** The system's own means, exchanged in tests. */
type PriorityAccess = {
  /** `nice` value of this process, -20 (first) to 19. */
  readonly get: () => number;
  /** Throws where it is not allowed. */
  readonly set: (nice: number) => void;
};

const SYSTEM: PriorityAccess = { get: getPriority, set: setPriority };

/**
 * Asks the system to serve this thread before others when the processor is short: it carries the
 * audio of all calls, and the page, its drawing process and other programs can wait. On Linux the
 * priority is that of the thread alone, and is given to root and to whom the limits allow it
 * (`nice` of man 5 limits.conf, `Nice=` of a systemd unit); Windows gives it to everybody, macOS to
 * root. Where it is not given, everything works as before.
 */
export function goFirst(log: Log, access: PriorityAccess = SYSTEM): void {
  const wanted = constants.priority.PRIORITY_ABOVE_NORMAL;
  try {
    if (access.get() > wanted) {
      access.set(wanted);
    }
    log.info({ nice: access.get() }, 'calls go first when the processor is short');
  } catch (error) {
    log.info({ error }, 'the system does not let calls go first when the processor is short');
  }
}

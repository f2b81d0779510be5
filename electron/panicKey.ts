import type { GlobalShortcut } from 'electron';
import type { Log } from '#main/observability/log';
import type { LineKind } from './openLines';

/** Name of the window's command that closes the microphone and leaves every call. */
export const PANIC_COMMAND = 'headset.panic';

export type PanicKey = {
  /**
   * Listens to the key while a line is open, and leaves it to other programs otherwise. Answers
   * whether it is ours now: else, as another program has it or none may be taken, it acts in the
   * window alone.
   */
  watch(line: LineKind, isOpen: boolean): boolean;
  /** The key is this one from now on, also of an open line. Answers as `watch`. */
  choose(accelerator: string | null): boolean;
};

/** The one key that closes the supervisor's microphone from anywhere, once a window names it. */
export function createPanicKey(
  shortcuts: Pick<GlobalShortcut, 'register' | 'unregister'>,
  onPanic: () => void,
  log: Log,
): PanicKey {
  let chosen: string | null = null;
  let registered: string | null = null;
  const open = new Set<LineKind>();
  const release = (): void => {
    if (registered !== null) {
      shortcuts.unregister(registered);
      registered = null;
    }
  };
  const follow = (): void => {
    if (open.size === 0) {
      release();
    } else if (registered === null && chosen !== null) {
      if (shortcuts.register(chosen, onPanic)) {
        registered = chosen;
      } else {
        log.warn({}, 'another program has the key that closes the microphone');
      }
    }
  };
  return {
    watch(line, isOpen) {
      if (isOpen) {
        open.add(line);
      } else {
        open.delete(line);
      }
      follow();
      return registered !== null;
    },
    choose(accelerator) {
      if (accelerator !== chosen) {
        chosen = accelerator;
        release();
        follow();
      }
      return registered !== null;
    },
  };
}

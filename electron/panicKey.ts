import type { GlobalShortcut } from 'electron';
import type { Log } from '#main/observability/log';

/** Works while another program has the focus, too. */
export const PANIC_ACCELERATOR = 'CommandOrControl+Shift+M';

/** Name of the window's command that closes the microphone and leaves every call. */
export const PANIC_COMMAND = 'headset.panic';

export type PanicKey = {
  /**
   * Listens to the key while a headset is open, and leaves it to other programs otherwise. Answers
   * whether it is ours now: another program may have it, and then it acts in the window alone.
   */
  watch(isOpen: boolean): boolean;
};

/** The one key that closes the supervisor's microphone from anywhere. */
export function createPanicKey(
  shortcuts: Pick<GlobalShortcut, 'register' | 'unregister'>,
  onPanic: () => void,
  log: Log,
): PanicKey {
  let ours = false;
  return {
    watch(isOpen) {
      if (isOpen && !ours) {
        ours = shortcuts.register(PANIC_ACCELERATOR, onPanic);
        if (!ours) {
          log.warn({}, 'another program has the key that closes the microphone');
        }
      } else if (!isOpen && ours) {
        shortcuts.unregister(PANIC_ACCELERATOR);
        ours = false;
      }
      return ours;
    },
  };
}

import type { GlobalShortcut } from 'electron';
import type { Log } from '#main/observability/log';

/** Works while another program has the focus, too. */
export const PANIC_ACCELERATOR = 'CommandOrControl+Shift+M';

/** Name of the window's command that closes the microphone and leaves every call. */
export const PANIC_COMMAND = 'headset.panic';

export type PanicKey = {
  /** Listens to the key while a headset is open, and leaves it to other programs otherwise. */
  watch(isOpen: boolean): void;
};

/** The one key that closes the supervisor's microphone from anywhere. */
export function createPanicKey(
  shortcuts: Pick<GlobalShortcut, 'register' | 'unregister'>,
  onPanic: () => void,
  log: Log,
): PanicKey {
  let watched = false;
  return {
    watch(isOpen) {
      if (isOpen === watched) {
        return;
      }
      watched = isOpen;
      if (!isOpen) {
        shortcuts.unregister(PANIC_ACCELERATOR);
      } else if (!shortcuts.register(PANIC_ACCELERATOR, onPanic)) {
        log.warn({}, 'another program has the key that closes the microphone');
      }
    },
  };
}

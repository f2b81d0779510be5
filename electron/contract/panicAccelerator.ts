/**
 * What the key that closes the headset from any program may be, in the form of Electron's
 * accelerators: other programs lose it meanwhile, so it is none that people type, copy or undo
 * with.
 */
export const PANIC_ACCELERATOR =
  /^(CommandOrControl\+(Shift\+[A-Z0-9]|[BD-UW0-9])|(CommandOrControl\+)?(Shift\+)?F([1-9]|1\d|2[0-4]))$/;

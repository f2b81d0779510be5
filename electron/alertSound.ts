/**
 * Whether the sounds of alerts are mute: one switch for all windows and the tray. The pages keep it
 * from one start to the next, and say it when they open.
 */
export type AlertSound = {
  readonly muted: boolean;
  mute(muted: boolean): void;
  /** Calls after each change. */
  onChanged(listener: (muted: boolean) => void): void;
};

export function createAlertSound(): AlertSound {
  const listeners: ((muted: boolean) => void)[] = [];
  let muted = false;
  return {
    get muted() {
      return muted;
    },
    mute(wanted) {
      if (wanted !== muted) {
        muted = wanted;
        for (const listener of listeners) {
          listener(wanted);
        }
      }
    },
    onChanged(listener) {
      listeners.push(listener);
    },
  };
}

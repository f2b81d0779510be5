/** A microphone whose last frame is older than this is shut, ms. */
const SHUT_MS = 500;

/** Whether the page's microphone is open, as far as its frames tell. */
export type MicrophoneWatch = {
  readonly isOpen: boolean;
  /** A frame of it has come. */
  readonly heard: () => void;
  /** No more will come; nothing is told of that. */
  readonly stop: () => void;
};

/** @param onChanged The microphone was opened, or shut. */
export function watchMicrophone(onChanged: () => void): MicrophoneWatch {
  let heardAtMs = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  const isOpen = (): boolean => performance.now() - heardAtMs < SHUT_MS;
  const rest = (): void => {
    clearInterval(timer);
    timer = undefined;
  };
  const look = (): void => {
    if (!isOpen()) {
      rest();
      onChanged();
    }
  };
  return {
    get isOpen() {
      return isOpen();
    },
    heard() {
      heardAtMs = performance.now();
      if (timer === undefined) {
        timer = setInterval(look, SHUT_MS);
        onChanged();
      }
    },
    stop() {
      heardAtMs = Number.NEGATIVE_INFINITY;
      rest();
    },
  };
}

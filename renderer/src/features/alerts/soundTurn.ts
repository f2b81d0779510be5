/** The name under which the windows of the program take turns. */
const LOCK = 'cordboard-alert-sound';

/**
 * Of several windows one is heard: the first that is open, and when it goes, the next. Calls back
 * once it is this one; the returned function gives the turn away.
 */
export function takeSoundTurn(onTurn: () => void): () => void {
  let isOver = false;
  let release = (): void => {
    isOver = true;
  };
  void navigator.locks.request(LOCK, () => {
    if (isOver) {
      return undefined;
    }
    onTurn();
    return new Promise<void>((resolve) => {
      release = resolve;
    });
  });
  return () => {
    release();
  };
}

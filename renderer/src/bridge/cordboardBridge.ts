/** The one file that touches `window.cordboard`, which the preload script puts there. */
import type { CordboardApi } from '#contract/api';

declare global {
  interface Window {
    readonly cordboard?: CordboardApi;
  }
}

/** The bridge to the main process; null where the page was opened outside of Cordboard. */
export function cordboardBridge(): CordboardApi | null {
  return window.cordboard ?? null;
}

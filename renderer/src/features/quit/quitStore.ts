import { create } from 'zustand';
import type { CordboardApi, QuitRequest } from '#contract/api';

/**
 * What is asked before the program ends with live calls; null when nothing is. It stands apart from
 * the dialogs: what is typed in one of them is still there when the program goes on.
 */
export const useQuitStore = create<{ readonly asked: QuitRequest | null }>()(() => ({
  asked: null,
}));

/** Follows what the main process asks; the result stops. */
export function followQuit(api: Pick<CordboardApi, 'onQuitRequested'>): () => void {
  return api.onQuitRequested((asked) => {
    useQuitStore.setState({ asked });
  });
}

import { useUiStore } from './uiStore';

/** How long a turn that was looked for stays marked, ms. */
const MARKED_MS = 2_500;

/** Brings a turn of the selected call into sight and marks it; the transcript stays there. */
export function showTurn(turnId: number): void {
  const turn = document.querySelector<HTMLElement>(
    `.transcript-scroller [data-turn="${String(turnId)}"]`,
  );
  if (turn === null) {
    return;
  }
  useUiStore.getState().set({ following: false });
  turn.scrollIntoView({ block: 'center' });
  turn.dataset['sought'] = '';
  window.setTimeout(() => {
    delete turn.dataset['sought'];
  }, MARKED_MS);
}

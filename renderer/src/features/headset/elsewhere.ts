/** The lines that other windows of this station have: there is one headset for all. */
import { create } from 'zustand';
import type { CordboardApi } from '#contract/api';
import type { OpenLine } from '#contract/openLine';
import type { CallId } from '#model/call';
import { request } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { numberOf } from '../../state/callNumber';
import { tell } from '../../ui/toasts/toast';

export const useElsewhere = create<{ readonly lines: readonly OpenLine[] }>()(() => ({
  lines: [],
}));

/** A headset that another window takes is closed this long before that is told, ms. */
const TAKEN_MS = 2_000;

/** The headset here that the program closed last. */
let closed: { readonly callId: CallId; readonly atMs: number } | null = null;

/** The program has closed the headset that was on this call. */
export function noteClosed(callId: CallId): void {
  closed = { callId, atMs: performance.now() };
}

function take(lines: readonly OpenLine[]): void {
  useElsewhere.setState({ lines });
  const lost = closed;
  const isEar = lines.some(({ part }) => part !== 'testing');
  if (lost !== null && isEar && performance.now() - lost.atMs < TAKEN_MS) {
    closed = null;
    tell(() => t('headset.takenElsewhere', { number: numberOf(lost.callId) }), 'headset');
  }
}

/** The part that another window has in a call; undefined for none. */
export function useElsewherePart(callId: CallId): OpenLine['part'] | undefined {
  return useElsewhere(({ lines }) => lines.find((line) => line.callId === callId)?.part);
}

/** Has the other windows close their lines, and give the calls back that they speak in. */
export function leaveElsewhere(): void {
  if (useElsewhere.getState().lines.length > 0) {
    void request('windows:leaveLines', null);
  }
}

/** Knows of the lines of other windows from now on. The returned function stops. */
export function followElsewhere(api: CordboardApi): () => void {
  let isTold = false;
  const stop = api.onLinesElsewhere((lines) => {
    isTold = true;
    take(lines);
  });
  void request('windows:lines', null).then((answer) => {
    // What was told meanwhile is newer.
    if (answer.ok && !isTold) {
      take(answer.value);
    }
  });
  return stop;
}

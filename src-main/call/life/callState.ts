/** Which call state may follow which; the only place that decides it. */
import type { CallState } from '#model/call';

const CALL_TRANSITIONS: Readonly<Record<CallState, readonly CallState[]>> = {
  dialing: ['connecting', 'ended'],
  // An adopted call (after a restart) was answered before.
  ringing: ['answering', 'connecting', 'ended'],
  answering: ['connecting', 'ended'],
  connecting: ['live', 'ended'],
  live: ['held', 'ended'],
  held: ['live', 'ended'],
  ended: [],
};

export function mayCallBecome(from: CallState, to: CallState): boolean {
  return CALL_TRANSITIONS[from].includes(to);
}

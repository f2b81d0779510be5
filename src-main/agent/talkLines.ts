import type { HistoryTurn } from './voiceAgent';

/** A talk as the agent is told of it: one line for each turn. */
export function talkLines(turns: readonly HistoryTurn[]): string {
  return turns.map(({ role, text }) => `${role === 'user' ? 'Caller' : 'You'}: ${text}`).join('\n');
}

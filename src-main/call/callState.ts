/** Which call state may follow which; the only place that decides it. */
import type { AgentState, CallState } from '#model/call';

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

const AGENT_TRANSITIONS: Readonly<Record<AgentState, readonly AgentState[]>> = {
  idle: ['listening', 'thinking', 'speaking', 'paused'],
  listening: ['idle', 'thinking', 'speaking', 'paused'],
  thinking: ['idle', 'listening', 'speaking', 'paused'],
  speaking: ['idle', 'listening', 'thinking', 'paused'],
  paused: ['idle', 'listening', 'thinking', 'speaking'],
};

export function mayCallBecome(from: CallState, to: CallState): boolean {
  return CALL_TRANSITIONS[from].includes(to);
}

export function mayAgentBecome(from: AgentState, to: AgentState): boolean {
  return AGENT_TRANSITIONS[from].includes(to);
}

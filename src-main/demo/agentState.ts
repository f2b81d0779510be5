/** What a simulated agent does at a moment. */
import type { AgentTurn, AgentTurnEnd } from '#main/agent/voiceAgent';
import { AGENT_SAMPLE_RATE_HZ } from '#model/audio';
import type { Answer } from './answer';

/**
 * `listening`: has nothing to say. `thinking`: will say `text`. `generating`: makes and sends the
 * audio; `cut` when the caller has interrupted it. `playing`: has sent all audio and waits until it
 * must have been heard.
 */
export type DemoAgentState =
  | { readonly is: 'listening' }
  | { readonly is: 'thinking'; readonly untilMs: number; readonly text: string }
  | { readonly is: 'generating'; readonly answer: Answer; readonly cut: boolean }
  | { readonly is: 'playing'; readonly untilMs: number; readonly spokenMs: number };

export const LISTENING: DemoAgentState = { is: 'listening' };

/** A turn in which `spokenMs` were said and nothing else happened. */
export function spokenTurn(end: AgentTurnEnd, spokenMs: number): AgentTurn {
  const samples = Math.round((spokenMs * AGENT_SAMPLE_RATE_HZ) / 1_000);
  return {
    end,
    reason: null,
    audioBytes: samples * 2,
    textParts: 0,
    toolCalls: 0,
    callerSpoke: true,
  };
}

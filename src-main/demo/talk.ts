/** What a simulated agent is doing. */
import type { AgentTurn, AgentTurnEnd } from '#main/agent/voiceAgent';
import { AGENT_SAMPLE_RATE_HZ } from '#model/audio';
import type { Utterance } from './speechSynth';

/**
 * What the agent does. `listening`: nothing to say. `thinking`: will say `text`. `generating`: makes and sends the audio.
 * `playing`: has sent all of it and waits until it must have been heard. `cut`: the caller has spoken into it.
 */
export type TalkState =
  | { readonly is: 'listening' }
  | { readonly is: 'thinking'; readonly untilMs: number; readonly text: string }
  | {
      readonly is: 'generating';
      readonly utterance: Utterance;
      readonly startedMs: number;
      readonly cut: boolean;
      sentChars: number;
      nextPartMs: number;
    }
  | { readonly is: 'playing'; readonly untilMs: number; readonly spokenMs: number };

/** Nothing to say. */
export const LISTENING: TalkState = { is: 'listening' };

/** A turn in which so much was said; the simulated agent does nothing else. */
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

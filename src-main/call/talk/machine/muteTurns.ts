/** Tells a turn that should have had sound from one with nothing to say. */
import type { AgentTurn } from '#main/agent/voiceAgent';
import { MUTE_REASONS, type MuteReason } from '#model/metrics';

/** What the caller, or we, wait for when a turn ends. */
export type Awaited = {
  /** The service heard the caller, or we prompted it, and no sound has come since. */
  readonly answer: boolean;
  /**
   * The result of a tool was sent, and the agent has said nothing about it. `silent`: it need not.
   * `now`: it has waited for it, so its next sound tells it. `later`: it may still be saying
   * something else, and its next turn tells it.
   */
  readonly result: 'no' | 'silent' | 'later' | 'now';
};

/**
 * Why a turn left somebody without an answer; null if it did not. An empty turn is no fault if the
 * service heard nothing of the caller, has yet to learn a tool's result, or waits for more.
 */
export function muteReasonOf(turn: AgentTurn, awaited: Awaited): MuteReason | null {
  const heard = turn.audioBytes > 0 && awaited.result !== 'now';
  if (heard || turn.end === 'interrupted' || turn.end === 'goes-on') {
    return null;
  }
  if (turn.end === 'failed') {
    return MUTE_REASONS.find((known) => known === turn.reason) ?? 'other';
  }
  if (turn.textParts > 0) {
    return 'text';
  }
  const mayFollow = turn.end === 'waits' || turn.toolCalls > 0;
  if (awaited.result === 'now' || (awaited.result === 'later' && !mayFollow)) {
    return 'after-tool';
  }
  return !mayFollow && (awaited.answer || turn.callerSpoke) ? 'empty' : null;
}

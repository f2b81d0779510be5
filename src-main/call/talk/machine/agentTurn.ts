/**
 * The agent's turn as the service produces it: none -> generating (audio arrives) -> generated (all
 * of it arrived, some still to be heard) -> none. `pondering`: the service has ended a turn, and
 * another one of the same answer follows by itself. A cut leads to `discarding`: what still arrives
 * of that turn is dropped until the service says that the turn is over, whether or not it ever says
 * `interrupted`. The agent (agent/gemini/session/turnReader.ts) cannot do that: it drops the rest
 * of a turn only once the service itself has said `interrupted`, and that may come late or never.
 */
import type { AgentTurn } from '#main/agent/voiceAgent';

export type AgentTurnPhase =
  | { readonly phase: 'none' }
  | { readonly phase: 'generating' }
  | { readonly phase: 'generated' }
  /** `begun`: the answer has had sound. */
  | { readonly phase: 'pondering'; readonly begun: boolean }
  /** `unprovenMs`: when it was cut for a caller whom the service has not mentioned; else null. */
  | {
      readonly phase: 'discarding';
      readonly generated: boolean;
      readonly unprovenMs: number | null;
      lastAudioMs: number;
    };

/** A turn that the service has ended. `was`: the phase it was in, until `atMs`, monotonic ms. */
export type EndedTurn = {
  readonly turn: AgentTurn;
  readonly was: AgentTurnPhase;
  readonly atMs: number;
};

/** Audio after a silence of this length within a dropped turn belongs to a new turn, ms. */
const DISCARD_GAP_MS = 2_000;

export const NO_TURN: AgentTurnPhase = { phase: 'none' };

/** Whether audio that comes now is the rest of a turn that was cut. Notes when it came. */
export function isRestOfCut(turn: AgentTurnPhase, nowMs: number): boolean {
  if (turn.phase !== 'discarding' || turn.generated) {
    return false;
  }
  const gapMs = nowMs - turn.lastAudioMs;
  turn.lastAudioMs = nowMs;
  return gapMs < DISCARD_GAP_MS;
}

/** Whether more of the turn may come. */
export function isUnfinished({ phase }: AgentTurnPhase): boolean {
  return phase === 'generating' || phase === 'pondering';
}

/** The turn after it was cut. */
export function cutTurn(turn: AgentTurnPhase, nowMs: number): AgentTurnPhase {
  if (turn.phase === 'none' || turn.phase === 'discarding') {
    return turn;
  }
  const generated = turn.phase === 'generated';
  return { phase: 'discarding', generated, unprovenMs: null, lastAudioMs: nowMs };
}

/** The turn after it was cut for a caller whom so far only the detector here has heard. */
export function cutUnproven(turn: AgentTurnPhase, nowMs: number): AgentTurnPhase {
  const cut = cutTurn(turn, nowMs);
  return cut.phase === 'discarding' ? { ...cut, unprovenMs: nowMs } : cut;
}

/** The turn after the service has stopped generating it, and what has come is still played. */
export function stoppedTurn(turn: AgentTurnPhase): AgentTurnPhase {
  if (turn.phase === 'pondering') {
    return NO_TURN;
  }
  if (turn.phase === 'discarding') {
    return { ...turn, unprovenMs: null };
  }
  return turn.phase === 'generating' ? { phase: 'generated' } : turn;
}

/** The turn after the service has said that all of it was generated. */
export function generatedTurn(turn: AgentTurnPhase): AgentTurnPhase {
  if (turn.phase === 'discarding') {
    return { ...turn, generated: true };
  }
  return turn.phase === 'generating' ? { phase: 'generated' } : turn;
}

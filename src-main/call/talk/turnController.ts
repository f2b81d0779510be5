/**
 * Who has the floor. Pure: it is told what happened and when, and says what to do; it touches no
 * socket and no timer.
 *
 * The agent's turn goes none -> generating (audio arrives) -> generated (all of it arrived, some
 * still to be heard) -> none. A barge-in leads to `discarding`: what still arrives of that turn is
 * dropped until the service says that the turn is over, whether or not it ever says `interrupted`.
 * The agent (agent/gemini/session/turnReader.ts) cannot do that: it drops the rest of a turn only
 * once the service itself has said `interrupted`, and that may come late or never.
 */
import type { AgentTurn } from '#main/agent/voiceAgent';
import type { AgentState } from '#model/call';
import { mayAgentBecome } from '../callState';

type TurnPhase =
  | { readonly phase: 'none' }
  | { readonly phase: 'generating' }
  | { readonly phase: 'generated' }
  | { readonly phase: 'discarding'; lastAudioMs: number; generated: boolean };

/**
 * A service that stays silent this long within a dropped turn, then sends audio, has begun a new
 * turn.
 */
const DISCARD_GAP_MS = 2_000;

/**
 * How much the caller has heard of what is cut: what was played of it, or nothing, because that was
 * silence.
 */
export type Heard = 'as-played' | 'nothing';

/**
 * What the agent still has to say, whether or not it knows. `answer`: the caller waits and has
 * heard nothing of it. `rest`: it broke off, and not because the caller interrupted it.
 */
export type Owed = 'nothing' | 'answer' | 'rest';

/** What the controller asks for and tells. */
export interface TurnHandlers {
  /**
   * Stop the agent at once: flush what is queued, cut the transcript. `onsetMs`: when the caller
   * began to speak.
   */
  onBargeIn(onsetMs: number): void;
  /** Stop the agent at once as in a barge-in, but for a reason of ours: nobody interrupted it. */
  onSilenced(heard: Heard): void;
  /** A turn of the agent came and went without sound, and the caller waits to hear something. */
  onMuteTurn(turn: AgentTurn): void;
  /**
   * The agent's turn begins. `sinceCallerMs`: ms from the end of the caller's speech; null when it
   * is not a reply.
   */
  onAgentTurnBegins(sinceCallerMs: number | null): void;
  /**
   * The present turn, announced without a time, is a reply after all: the service noticed the end
   * of the caller's speech before the detector here did.
   */
  onReplyTimed(sinceCallerMs: number): void;
  /** The service has ended the agent's turn and all of it that is to be heard was heard. */
  onAgentTurnEnds(): void;
  onAgentState(state: AgentState): void;
}

/** Follows the turns of one call. All times are monotonic ms. */
export class TurnController {
  readonly #handlers: TurnHandlers;
  /**
   * Whether the caller may cut the agent short; read at each onset, so that the setting is live.
   */
  readonly #interruptible: () => boolean;
  #turn: TurnPhase = { phase: 'none' };
  #state: AgentState = 'idle';
  #callerSpeaking = false;
  /** End of the caller's last speech that the agent has not answered yet. */
  #unansweredMs: number | null = null;
  /**
   * Since when the caller has said what the agent has not begun to answer; null when there is
   * nothing of that kind.
   */
  #unansweredSinceMs: number | null = null;
  /** The agent's present turn began at this moment while the caller still counted as speaking. */
  #begunInSpeechMs: number | null = null;
  #owed: Owed = 'nothing';
  /**
   * A turn without sound that ended, at this moment, while the caller still counted as speaking.
   */
  #muteInSpeech: { readonly turn: AgentTurn; readonly atMs: number } | null = null;
  /** Agent audio is queued or being heard. */
  #audible = false;
  /** No turn of the agent is open: neither more of it to come nor any of it to be heard. */
  #over = true;
  #linkReady = false;
  #paused = false;

  constructor(interruptible: () => boolean, handlers: TurnHandlers) {
    this.#interruptible = interruptible;
    this.#handlers = handlers;
  }

  get state(): AgentState {
    return this.#state;
  }

  /** What the agent is said to say belongs to a turn that was cut: drop it. */
  get discarding(): boolean {
    return this.#turn.phase === 'discarding';
  }

  /** The agent is heard, or some of what it said waits to be. */
  get audible(): boolean {
    return this.#audible;
  }

  /** More of the agent's turn may come. */
  get generating(): boolean {
    return this.#turn.phase === 'generating';
  }

  /** Nobody speaks and nothing is about to be said: the moment to change something audible. */
  get quiet(): boolean {
    const answered = !this.#callerSpeaking && this.#unansweredMs === null;
    const over = !this.#audible && this.#turn.phase === 'none' && this.#owed === 'nothing';
    return this.#linkReady && answered && over;
  }

  /**
   * Onset of what the caller says or said and the agent has not begun to answer; null when there is
   * nothing.
   */
  get unansweredSinceMs(): number | null {
    return this.#unansweredSinceMs;
  }

  /** What the agent must be asked for should its connection be made anew. */
  get owed(): Owed {
    return this.#owed;
  }

  /** The agent has been asked to speak, and the caller waits for it. */
  awaitAgent(): void {
    this.#owed = 'answer';
  }

  callerStarts(onsetMs: number): void {
    this.#owed = 'nothing';
    this.#muteInSpeech = null;
    this.#callerSpeaking = true;
    this.#unansweredMs = null;
    this.#unansweredSinceMs ??= onsetMs;
    this.#begunInSpeechMs = null;
    if (this.#audible && this.#interruptible()) {
      this.#discard(onsetMs);
      this.#handlers.onBargeIn(onsetMs);
    }
    this.#derive();
  }

  callerStops(endMs: number): void {
    this.#callerSpeaking = false;
    const begunMs = this.#begunInSpeechMs;
    const mute = this.#muteInSpeech;
    this.#begunInSpeechMs = null;
    this.#muteInSpeech = null;
    if (begunMs !== null && begunMs >= endMs) {
      this.#unansweredSinceMs = null;
      this.#handlers.onReplyTimed(begunMs - endMs);
    } else {
      this.#unansweredMs = endMs;
    }
    this.#derive();
    if (mute !== null && mute.atMs >= endMs) {
      this.#missAnswer(mute.turn);
    }
  }

  /** Audio of the agent came. Returns whether it is to be played. */
  agentAudio(nowMs: number): boolean {
    const turn = this.#turn;
    if (turn.phase === 'discarding' && !turn.generated) {
      const gapMs = nowMs - turn.lastAudioMs;
      turn.lastAudioMs = nowMs;
      if (gapMs < DISCARD_GAP_MS) {
        return false;
      }
    }
    if (turn.phase !== 'generating') {
      this.#begin(nowMs);
    }
    this.#audible = true;
    this.#derive();
    return true;
  }

  /** The service stopped the agent by itself. */
  serviceInterrupted(nowMs: number): void {
    if (this.#audible && this.#interruptible()) {
      this.#discard(nowMs);
      this.#handlers.onBargeIn(nowMs);
    } else if (this.#turn.phase === 'generating') {
      this.#turn = { phase: 'generated' };
    }
    this.#derive();
  }

  generationComplete(): void {
    if (this.#turn.phase === 'discarding') {
      this.#turn.generated = true;
    } else if (this.#turn.phase === 'generating') {
      this.#turn = { phase: 'generated' };
    }
    this.#derive();
  }

  /** The service has ended a turn of the agent, which carried this. */
  turnComplete(turn: AgentTurn, nowMs: number): void {
    const mute = isMute(turn, this.#unansweredSinceMs !== null || this.#owed !== 'nothing');
    const open = this.#callerSpeaking || turn.end === 'interrupted';
    if (mute && this.#callerSpeaking) {
      this.#muteInSpeech = { turn, atMs: nowMs };
    } else if (!mute && !open && this.#turn.phase === 'none') {
      // The service has decided that there is nothing to answer.
      this.#forgetUnanswered();
    }
    this.#endTurn();
    if (mute && !this.#callerSpeaking) {
      this.#missAnswer(turn);
    }
  }

  /** The answer is not waited for any longer. */
  answerOverdue(): void {
    this.#forgetUnanswered();
    this.#derive();
  }

  /** Everything queued for the caller has been heard. */
  drained(): void {
    this.#audible = false;
    this.#derive();
  }

  /** The agent's link came up or went down. A turn that was being generated gets no more audio. */
  linkReady(ready: boolean): void {
    this.#linkReady = ready;
    if (!ready) {
      this.#owed = this.#turn.phase === 'generating' ? 'rest' : this.#owed;
      this.#endTurn();
    }
    this.#derive();
  }

  /** The agent does not take part while the caller holds the line. */
  pause(paused: boolean): void {
    this.#paused = paused;
    this.#derive();
  }

  /**
   * Stops the agent at once for another reason than the caller's voice; it has something else to
   * do.
   */
  silence(nowMs: number): void {
    this.#owed = 'nothing';
    this.#cut(nowMs, 'as-played');
  }

  /**
   * Stops the agent at once, to go on with it later (e.g. for a voice change that can wait no
   * longer).
   */
  breakOff(nowMs: number, heard: Heard): void {
    if (this.#audible) {
      this.#owed = heard === 'nothing' ? 'answer' : 'rest';
    }
    this.#cut(nowMs, heard);
  }

  #cut(nowMs: number, heard: Heard): void {
    if (this.#audible) {
      this.#discard(nowMs);
      this.#handlers.onSilenced(heard);
    }
    this.#derive();
  }

  #begin(nowMs: number): void {
    this.#owed = 'nothing';
    this.#muteInSpeech = null;
    const sinceCallerMs = this.#unansweredMs === null ? null : nowMs - this.#unansweredMs;
    this.#unansweredMs = null;
    // What the caller says from now on is not answered by this turn.
    this.#unansweredSinceMs = this.#callerSpeaking ? nowMs : null;
    this.#begunInSpeechMs = this.#callerSpeaking ? nowMs : null;
    // A service that begins anew without having ended the turn before.
    if (this.#turn.phase === 'generated') {
      this.#handlers.onAgentTurnEnds();
    }
    this.#turn = { phase: 'generating' };
    this.#handlers.onAgentTurnBegins(sinceCallerMs);
  }

  #missAnswer(turn: AgentTurn): void {
    if (this.#owed === 'nothing') {
      this.#owed = 'answer';
    }
    this.#handlers.onMuteTurn(turn);
  }

  /** From now on what comes of the present turn is dropped. */
  #discard(nowMs: number): void {
    this.#begunInSpeechMs = null;
    this.#audible = false;
    const phase = this.#turn.phase;
    if (phase === 'generating' || phase === 'generated') {
      const generated = phase === 'generated';
      this.#turn = { phase: 'discarding', lastAudioMs: nowMs, generated };
    }
  }

  #forgetUnanswered(): void {
    this.#owed = 'nothing';
    this.#unansweredMs = null;
    this.#unansweredSinceMs = null;
  }

  #endTurn(): void {
    this.#turn = { phase: 'none' };
    this.#derive();
  }

  #derive(): void {
    const over = this.#turn.phase === 'none' && !this.#audible;
    if (over && !this.#over) {
      this.#handlers.onAgentTurnEnds();
    }
    this.#over = over;
    const next = this.#paused
      ? 'paused'
      : this.#audible
        ? 'speaking'
        : !this.#linkReady
          ? 'idle'
          : this.#unansweredMs !== null
            ? 'thinking'
            : 'listening';
    if (next === this.#state || !mayAgentBecome(this.#state, next)) {
      return;
    }
    this.#state = next;
    this.#handlers.onAgentState(next);
  }
}

/**
 * Whether a turn left somebody without an answer. `asked`: the caller spoke, or waits for the rest
 * of an answer. A service may also find that there is nothing to say: to a caller of whom nothing
 * was heard, before a tool has told it what, or because it waits for more.
 */
function isMute(turn: AgentTurn, asked: boolean): boolean {
  if (turn.audioBytes > 0 || turn.end === 'interrupted' || turn.end === 'goes-on') {
    return false;
  }
  if (turn.end === 'failed' || turn.textParts > 0) {
    return true;
  }
  return turn.end === 'complete' && turn.toolCalls === 0 && (asked || turn.callerSpoke);
}

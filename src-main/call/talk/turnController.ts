/**
 * Who has the floor. A pure state machine: it gets events with their times and calls handlers; it
 * touches no socket and no timer.
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

/** Audio after a silence of this length within a dropped turn belongs to a new turn, ms. */
const DISCARD_GAP_MS = 2_000;

/**
 * How much the caller has heard of a cut turn: what was played, or nothing, because that was
 * silence.
 */
export type Heard = 'as-played' | 'nothing';

/**
 * What the agent still has to say, whether or not it knows. `answer`: the caller has heard nothing
 * of an answer. `rest`: an answer broke off without a barge-in.
 */
export type Owed = 'nothing' | 'answer' | 'rest';

/** Requests and events of the controller. */
export interface TurnHandlers {
  /**
   * Stop the agent at once: flush what is queued, cut the transcript. `onsetMs`: when the caller
   * began to speak.
   */
  onBargeIn(onsetMs: number): void;
  /** Stop the agent at once as in a barge-in, though the caller did not interrupt it. */
  onSilenced(heard: Heard): void;
  /** A turn of the agent had no sound, and the caller waits to hear something. */
  onMuteTurn(turn: AgentTurn): void;
  /**
   * The agent's turn begins. `sinceCallerMs`: ms since the end of the caller's speech; null if the
   * turn is not a reply.
   */
  onAgentTurnBegins(sinceCallerMs: number | null): void;
  /**
   * The present turn, announced without a time, is a reply after all: the service noticed the end
   * of the caller's speech before the detector here did.
   */
  onReplyTimed(sinceCallerMs: number): void;
  /**
   * The service has ended the agent's turn, and the caller has heard all of it that they will hear.
   */
  onAgentTurnEnds(): void;
  onAgentState(state: AgentState): void;
}

/** Follows the turns of one call. All times are monotonic ms. */
export class TurnController {
  readonly #handlers: TurnHandlers;
  /**
   * Whether the caller may interrupt the agent; read at each onset, so that a change counts at
   * once.
   */
  readonly #interruptible: () => boolean;
  #turn: TurnPhase = { phase: 'none' };
  #state: AgentState = 'idle';
  #callerSpeaking = false;
  /**
   * End of the caller's last speech that the agent has not begun to answer; null if there is none.
   */
  #unansweredMs: number | null = null;
  /** Onset of the caller's speech that the agent has not begun to answer; null if there is none. */
  #unansweredSinceMs: number | null = null;
  /**
   * When the agent's present turn began, if the caller still counted as speaking then; otherwise
   * null.
   */
  #begunInSpeechMs: number | null = null;
  #owed: Owed = 'nothing';
  /** A turn without sound that ended at `atMs`, while the caller still counted as speaking. */
  #muteInSpeech: { readonly turn: AgentTurn; readonly atMs: number } | null = null;
  /** Agent audio is queued or being heard. */
  #audible = false;
  /** No turn of the agent is open: none is being generated, and none is still to be heard. */
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

  /** Whether the agent's text belongs to a turn that was cut, and must be dropped. */
  get discarding(): boolean {
    return this.#turn.phase === 'discarding';
  }

  /** Whether audio of the agent is heard or queued. */
  get audible(): boolean {
    return this.#audible;
  }

  /** Whether more of the agent's turn may come. */
  get generating(): boolean {
    return this.#turn.phase === 'generating';
  }

  /** Whether nobody speaks and nobody is about to: the moment to change something audible. */
  get quiet(): boolean {
    const answered = !this.#callerSpeaking && this.#unansweredMs === null;
    const over = !this.#audible && this.#turn.phase === 'none' && this.#owed === 'nothing';
    return this.#linkReady && answered && over;
  }

  /**
   * Onset of the caller's speech, present or past, that the agent has not begun to answer; null if
   * there is none.
   */
  get unansweredSinceMs(): number | null {
    return this.#unansweredSinceMs;
  }

  /** What the agent must be asked for after it has reconnected. */
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

  /** Audio of the agent came. Returns whether to play it. */
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

  /** The service sent `interrupted`. */
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

  /** The service has ended a turn of the agent; `turn` sums up its content. */
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

  /** Gives up waiting for the answer. */
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

  /** The agent is shut out of the talk (hold, pause, take-over), or takes part again. */
  pause(paused: boolean): void {
    this.#paused = paused;
    this.#derive();
  }

  /** Stops the agent at once, without a barge-in; the rest of its answer is no longer owed. */
  silence(nowMs: number): void {
    this.#owed = 'nothing';
    this.#cut(nowMs, 'as-played');
  }

  /**
   * Stops the agent at once; it goes on later (for example after a voice change that could wait no
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
    // The service began a new turn without ending the last one.
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

  /** Drops the rest of the present turn. */
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
 * Whether a turn left the caller without an answer. `asked`: the caller spoke, or waits for the
 * rest of an answer. An empty turn is no fault if the service heard nothing of the caller, called a
 * tool first, or waits for more.
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

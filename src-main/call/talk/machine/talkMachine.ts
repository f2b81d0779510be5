/**
 * Who has the floor, what is asked, and whether it is answered: the one state machine of a talk. It
 * is pure: it gets events with their times and gives effects as data; it touches no socket and no
 * timer. Its owner calls `tick` at `dueMs`. All times are monotonic ms.
 *
 * Two things run beside each other: the agent's turn as the service produces it (`agentTurn.ts`),
 * and the exchange (`exchange.ts`), which stays open over turns, connections and sessions.
 */
import type { AgentTurn } from '#main/agent/voiceAgent';
import type { AgentState } from '#model/call';
import type { ToolScheduling } from '#model/profile';
import { goOnAfterStop } from '../prompts';
import type { Timed } from '../talkTimer';
import { cutUnproven, generatedTurn, isRestOfCut, isUnfinished, stoppedTurn } from './agentTurn';
import {
  type Exchange,
  goesOnAt,
  type HeardShare,
  isUnasked,
  type Prompt,
  unansweredSpeech,
  type Unasked,
} from './exchange';
import { LATE_WORDS_MS, TalkMoves, type TalkOwner, type TalkRules } from './moves';
import {
  type Absence,
  canBePrompted,
  isAgentAwaited,
  isQuiet,
  takesPart,
  type TalkState,
  type ToolsPending,
  unansweredSince,
} from './talkState';

/** The service says `interrupted` up to this long after a prompt that came while it spoke, ms. */
const AFTER_PROMPT_MS = 2_000;

/** Most prompts that wait for a connection. */
const MAX_PROMPTS = 8;

export class TalkMachine implements Timed {
  readonly #moves: TalkMoves;

  constructor(rules: TalkRules, owner: TalkOwner) {
    this.#moves = new TalkMoves(rules, owner);
  }

  /** The whole state, to be read only. */
  get facts(): Readonly<TalkState> {
    return this.#moves.talk;
  }

  get state(): AgentState {
    return this.#moves.shownState;
  }

  /** See `isQuiet`. */
  get quiet(): boolean {
    return isQuiet(this.#moves.talk);
  }

  /** See `isAgentAwaited`. */
  get agentAwaited(): boolean {
    return isAgentAwaited(this.#moves.talk);
  }

  /** Whether the supervisor has stopped the agent, and nothing makes it go on yet. */
  get stopped(): boolean {
    return this.#moves.talk.exchange.stage === 'stopped';
  }

  /** Onset of the caller's speech that the agent has not begun to answer; null if there is none. */
  get unansweredSinceMs(): number | null {
    return unansweredSince(this.#moves.talk);
  }

  /** Whether the agent's text belongs to a turn that was cut, and must be dropped. */
  get discarding(): boolean {
    return this.#moves.talk.turn.phase === 'discarding';
  }

  /** When `tick` is to be called next; null: only an event can bring something. */
  get dueMs(): number | null {
    const goOnMs = goesOnAt(this.#moves.talk.exchange);
    const waitMs = this.#moves.wait.dueMs;
    return goOnMs === null || waitMs === null ? (goOnMs ?? waitMs) : Math.min(goOnMs, waitMs);
  }

  tick(nowMs: number): void {
    const { exchange } = this.#moves.talk;
    const goOnMs = goesOnAt(exchange);
    if (goOnMs !== null && nowMs >= goOnMs) {
      this.#goOn(exchange, nowMs);
    }
    const { dueMs } = this.#moves.wait;
    if (dueMs !== null && nowMs >= dueMs) {
      this.#moves.answerIsLate(nowMs);
    }
    this.#moves.settle(nowMs);
  }

  /** The detector hears the caller, whether or not that counts as speech to the agent. */
  callerHeard(nowMs: number): void {
    this.#moves.callerLives();
    this.#moves.endWait();
    this.#moves.settle(nowMs);
  }

  /** Words of the caller were transcribed. */
  callerWords(nowMs: number): void {
    const talk = this.#moves.talk;
    const { exchange } = talk;
    this.#moves.callerLives();
    talk.wordsMs = nowMs;
    if (exchange.stage === 'broken' && exchange.goOnMs !== null) {
      this.#moves.proveCut(null);
      this.#moves.ask({ by: 'words' });
    } else if (isUnasked(exchange) && nowMs - exchange.sinceMs >= LATE_WORDS_MS) {
      if (takesPart(talk) && talk.linkReady && !talk.callerSpeaking) {
        this.#moves.ask({ by: 'words' });
      }
    } else if (talk.unjudged !== null && !talk.callerSpeaking) {
      this.#moves.concludeFrom(talk.unjudged, nowMs);
    }
    this.#moves.settle(nowMs);
  }

  callerStarts(onsetMs: number, nowMs: number): void {
    const talk = this.#moves.talk;
    const sinceMs = unansweredSince(talk) ?? onsetMs;
    talk.callerSpeaking = true;
    talk.begunInSpeechMs = null;
    talk.result = 'no';
    this.#moves.proveCut(onsetMs);
    this.#moves.ask({ by: 'voice', sinceMs, endMs: null });
    if (talk.audible && this.#moves.rules.interruptible()) {
      talk.turn = cutUnproven(talk.turn, nowMs);
      this.#moves.cut('part', nowMs);
      this.#moves.emit({ do: 'count-barge-in', onsetMs, cutMs: nowMs });
    }
    this.#moves.settle(nowMs);
  }

  callerStops(endMs: number, nowMs: number): void {
    const talk = this.#moves.talk;
    const { begunInSpeechMs: begunMs, unjudged: ended } = talk;
    talk.callerSpeaking = false;
    talk.begunInSpeechMs = null;
    talk.unjudged = null;
    if (begunMs !== null && begunMs >= endMs) {
      this.#moves.emit({ do: 'time-reply', sinceCallerMs: begunMs - endMs });
    } else {
      const sinceMs = begunMs ?? unansweredSpeech(talk.exchange)?.sinceMs ?? endMs;
      this.#moves.ask({ by: 'voice', sinceMs, endMs });
    }
    this.#moves.settle(nowMs);
    if (ended !== null && ended.atMs >= endMs) {
      this.#moves.concludeFrom(ended, nowMs);
      this.#moves.settle(nowMs);
    }
  }

  /** Audio of the agent came. Returns whether to play it. */
  agentAudio(nowMs: number): boolean {
    const talk = this.#moves.talk;
    if (isRestOfCut(talk.turn, nowMs)) {
      return false;
    }
    const tellsResult = talk.result === 'now';
    if (tellsResult) {
      talk.result = 'no';
      this.#moves.emit({ do: 'note-result-told' });
    }
    if (talk.turn.phase !== 'generating') {
      this.#moves.begin(nowMs);
    } else if (talk.audible && !tellsResult) {
      return true;
    }
    talk.audible = true;
    this.#moves.settle(nowMs);
    return true;
  }

  /** The service sent `interrupted`. It says so too when we prompt it while it speaks. */
  serviceInterrupted(nowMs: number): void {
    const { turn, audible, promptedMs } = this.#moves.talk;
    const ours = nowMs - promptedMs < AFTER_PROMPT_MS;
    const answering = audible || isUnfinished(turn);
    if (answering && !ours && this.#moves.rules.interruptible()) {
      this.#moves.interrupt(nowMs);
    } else {
      this.#moves.talk.turn = stoppedTurn(turn);
    }
    this.#moves.settle(nowMs);
  }

  generationComplete(nowMs: number): void {
    this.#moves.talk.turn = generatedTurn(this.#moves.talk.turn);
    this.#moves.settle(nowMs);
  }

  /** The service has ended a turn of the agent; `turn` sums up its content. */
  turnComplete(turn: AgentTurn, nowMs: number): void {
    const talk = this.#moves.talk;
    const was = talk.turn;
    if (turn.end === 'goes-on' && was.phase !== 'discarding') {
      const begun = was.phase === 'pondering' ? was.begun : was.phase !== 'none';
      talk.turn = { phase: 'pondering', begun };
    } else {
      const ended = { turn, was, atMs: nowMs };
      this.#moves.endTurn();
      if (talk.callerSpeaking) {
        talk.unjudged = ended;
      } else {
        this.#moves.concludeFrom(ended, nowMs);
      }
    }
    this.#moves.settle(nowMs);
  }

  /** Everything queued for the caller has been heard. */
  drained(nowMs: number): void {
    this.#moves.talk.audible = false;
    this.#moves.settle(nowMs);
  }

  /** The agent calls tools. */
  toolsCalled(nowMs: number): void {
    this.#moves.talk.toolCalledMs = nowMs;
  }

  /** Tools of the agent run, or none any more. */
  toolsRun(pending: ToolsPending, nowMs: number): void {
    this.#moves.talk.toolsPending = pending;
    this.#moves.settle(nowMs);
  }

  /** The result of a tool was sent: the agent owes the caller words about it, unless `silent`. */
  toolResult(scheduling: ToolScheduling, nowMs: number): void {
    const talk = this.#moves.talk;
    if (scheduling === 'silent') {
      talk.result = talk.result === 'no' ? 'silent' : talk.result;
    } else {
      const { exchange } = talk;
      talk.result = this.#moves.rules.waitsForResult(scheduling) ? 'now' : 'later';
      const isAnswered = exchange.stage === 'answered' && !isUnfinished(talk.turn);
      if (isUnasked(exchange) || isAnswered) {
        this.#moves.ask({ by: 'tool' });
      }
    }
    this.#moves.settle(nowMs);
  }

  /** The agent's link came up or went down. A turn that was being generated gets no more audio. */
  setLink(ready: boolean, nowMs: number): void {
    const talk = this.#moves.talk;
    talk.linkReady = ready;
    if (ready) {
      this.#moves.demand(nowMs);
    } else {
      if (isUnfinished(talk.turn)) {
        this.#moves.breakExchange('part', nowMs, null);
      }
      talk.result = 'no';
      talk.leftToTools = false;
      talk.toolCalledMs = Number.NEGATIVE_INFINITY;
      talk.unjudged = null;
      this.#moves.endTurn();
    }
    this.#moves.settle(nowMs);
  }

  /** The agent is kept out of the talk, or takes part again. */
  setAbsent(reason: Absence, absent: boolean, nowMs: number): void {
    if (absent) {
      this.#moves.talk.absences.add(reason);
      this.#moves.leavePrompts(reason);
    } else {
      this.#moves.talk.absences.delete(reason);
    }
    this.#moves.settle(nowMs);
  }

  /**
   * Has the agent say something. What it was asked before, and has not begun to say, is left. While
   * it is not connected, or may not speak, the prompt waits.
   */
  prompt(prompt: Prompt, nowMs: number): void {
    const talk = this.#moves.talk;
    this.#moves.endStop(nowMs);
    if (canBePrompted(talk)) {
      this.#moves.pose(prompt, nowMs);
    } else {
      talk.prompts = [...talk.prompts, prompt].slice(-MAX_PROMPTS);
    }
    this.#moves.settle(nowMs);
  }

  /**
   * As `prompt`, once nobody speaks and nothing is to be answered any more. What waits to be said
   * already does not wait twice.
   */
  promptWhenFree(prompt: Prompt, nowMs: number): void {
    const talk = this.#moves.talk;
    this.#moves.endStop(nowMs);
    if (!talk.prompts.some(({ as, text }) => as === prompt.as && text === prompt.text)) {
      talk.prompts = [...talk.prompts, prompt].slice(-MAX_PROMPTS);
    }
    this.#moves.settle(nowMs);
  }

  /**
   * The result of a tool goes to the next session with this prompt: the one that asked for it, or
   * that got it and has said nothing about it, is gone.
   */
  tellAgain(prompt: Prompt, nowMs: number): void {
    const { exchange } = this.#moves.talk;
    if (exchange.stage === 'asked' && exchange.question.by === 'tool') {
      this.#moves.pose(prompt, nowMs);
      this.#moves.settle(nowMs);
    } else {
      this.prompt(prompt, nowMs);
    }
  }

  /** Stops the agent at once, without a barge-in; the rest of its answer is no longer owed. */
  silence(nowMs: number): void {
    this.#breakInto({ stage: 'over', sinceMs: nowMs }, nowMs);
  }

  /** As `silence`, but the caller is not left in silence: see the stage `stopped`. */
  stop(nowMs: number): void {
    this.#breakInto({ stage: 'stopped', sinceMs: nowMs }, nowMs);
  }

  /**
   * Stops an agent that is heard, at once; it goes on later (for example after a voice change that
   * could wait no longer). An agent that is not heard has nothing to break off.
   */
  breakOff(heard: HeardShare, nowMs: number): void {
    if (this.#moves.talk.audible) {
      this.#moves.breakExchange(heard, nowMs, null);
      this.#moves.cut(heard, nowMs);
    }
    this.#moves.settle(nowMs);
  }

  /** Nothing that was said or asked is to be answered any more. */
  forget(nowMs: number): void {
    this.#moves.close(nowMs);
    this.#moves.settle(nowMs);
  }

  /** Cuts the agent. What the caller has said and it has not begun to answer stays asked. */
  #breakInto(next: Unasked, nowMs: number): void {
    const talk = this.#moves.talk;
    if (talk.audible) {
      this.#moves.cut('part', nowMs);
    }
    if (unansweredSpeech(talk.exchange) === null) {
      talk.exchange = next;
    }
    this.#moves.settle(nowMs);
  }

  /** The time of `goesOnAt` has come. */
  #goOn(exchange: Exchange, nowMs: number): void {
    const talk = this.#moves.talk;
    if (exchange.stage === 'broken') {
      talk.exchange = { ...exchange, goOnMs: null };
      this.#moves.demand(nowMs);
    } else {
      const goOn: Prompt = { as: 'text', text: goOnAfterStop() };
      talk.prompts = talk.prompts.length === 0 ? [goOn] : talk.prompts;
      this.#moves.endStop(nowMs);
      // The service may never end the turn that was cut.
      this.#moves.poseNext(nowMs);
    }
  }
}

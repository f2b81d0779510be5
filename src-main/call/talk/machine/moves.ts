/**
 * What can happen to a talk: the steps that the events of `TalkMachine` are made of. Each changes
 * the state and notes effects; `settle` ends an event. All times are monotonic ms.
 */
import type { AgentTurn } from '#main/agent/voiceAgent';
import type { AgentState } from '#model/call';
import type { MuteReason } from '#model/metrics';
import type { ToolScheduling } from '#model/profile';
import { askToSayAgain } from '../prompts';
import { cutTurn, type EndedTurn, isUnfinished, NO_TURN } from './agentTurn';
import { AnswerWait } from './answerWait';
import type { TalkEffect } from './effects';
import {
  demandOf,
  hasAsked,
  type HeardShare,
  isOwed,
  isUnasked,
  type Prompt,
  type Question,
  unansweredSpeech,
} from './exchange';
import {
  type Absence,
  agentStateOf,
  awaitedSound,
  canBePrompted,
  isLeftUnanswered,
  isTurnOver,
  newTalk,
  owesWords,
  unansweredSince,
} from './talkState';
import { meaningOf } from './turnEnd';

/** Facts that the machine asks for when it needs them. */
export type TalkRules = {
  /** Whether the caller may interrupt the agent. */
  readonly interruptible: () => boolean;
  /** Whether the caller hears the agent, at once or after a hold. */
  readonly agentIsHeard: () => boolean;
  /** Whether the agent says nothing until it has the result of such a tool. */
  readonly waitsForResult: (scheduling: ToolScheduling) => boolean;
  /** Longest wait for an answer, ms (WATCHDOG_AGENT_SILENT); 0: no limit. */
  readonly answerLimitMs: () => number;
};

/** Who carries out what the machine decides. Neither function may throw. */
export type TalkOwner = {
  /** Gets each effect once the event that caused it is dealt with. */
  readonly carryOut: (effect: TalkEffect) => void;
  /** An event is over: `dueMs` and `quiet` may have changed. */
  readonly onSettled: () => void;
};

/**
 * Only one of the two, the service or the detector here, says that the caller interrupted: this is
 * how long the other one and the transcription have to prove it, ms.
 */
const PROOF_MS = 2_000;

/** Words that come this soon after an exchange is over, or an answer began, belong to it, ms. */
export const LATE_WORDS_MS = 2_000;

/** Turns without sound in a row after which the caller is asked again. */
const MUTE_LIMIT = 3;

export class TalkMoves {
  readonly talk = newTalk();
  readonly rules: TalkRules;
  readonly wait: AnswerWait;
  readonly #owner: TalkOwner;
  readonly #effects: TalkEffect[] = [];
  #carriesOut = false;
  #shownState: AgentState = 'idle';
  #wasTurnOver = true;

  constructor(rules: TalkRules, owner: TalkOwner) {
    this.rules = rules;
    this.#owner = owner;
    this.wait = new AnswerWait(rules.answerLimitMs);
  }

  get shownState(): AgentState {
    return this.#shownState;
  }

  begin(nowMs: number): void {
    const talk = this.talk;
    const { exchange, turn } = talk;
    const question: Question = isUnasked(exchange) ? { by: 'nobody' } : exchange.question;
    const speech = unansweredSpeech(exchange);
    const endMs = speech?.endMs ?? null;
    if (hasAsked(exchange) || speech !== null) {
      this.emit({ do: 'note-caller' });
    }
    if (turn.phase === 'generated') {
      this.emit({ do: 'overtake-turn' });
    }
    talk.exchange = { stage: 'answered', question };
    talk.begunInSpeechMs = talk.callerSpeaking ? nowMs : null;
    talk.answerBeganMs = nowMs;
    talk.unjudged = null;
    talk.muteInARow = 0;
    if (owesWords(talk)) {
      this.emit({ do: 'note-result-told' });
    }
    talk.result = 'no';
    talk.turn = { phase: 'generating' };
    this.endWait();
    if (turn.phase === 'pondering' && turn.begun) {
      this.emit({ do: 'continue-turn' });
    } else {
      this.emit({ do: 'begin-turn', sinceCallerMs: endMs === null ? null : nowMs - endMs });
    }
  }

  /** The service has stopped the agent, and not because of us. */
  interrupt(nowMs: number): void {
    const talk = this.talk;
    const { callerSpeaking, begunInSpeechMs, wordsMs, answerBeganMs, audible } = talk;
    const words = wordsMs - answerBeganMs >= LATE_WORDS_MS && nowMs - wordsMs < PROOF_MS;
    if (callerSpeaking) {
      const sinceMs = begunInSpeechMs ?? unansweredSince(talk) ?? nowMs;
      this.ask({ by: 'voice', sinceMs, endMs: null });
    } else if (words) {
      this.ask({ by: 'words' });
    } else {
      this.breakExchange('part', nowMs, nowMs + PROOF_MS);
    }
    if (audible) {
      this.cut('part', nowMs);
    }
    if (audible && (callerSpeaking || words)) {
      this.emit({ do: 'count-barge-in', onsetMs: null, cutMs: nowMs });
    }
    talk.turn = cutTurn(talk.turn, nowMs);
  }

  /** The caller is heard: if that proves that they cut the answer, it was a barge-in. */
  proveCut(onsetMs: number | null): void {
    const { exchange } = this.talk;
    if (exchange.stage === 'broken' && exchange.goOnMs !== null && exchange.cutMs !== null) {
      this.emit({ do: 'count-barge-in', onsetMs, cutMs: exchange.cutMs });
    }
  }

  /** An answer breaks off. A question that has no answer yet simply stays open. */
  breakExchange(heard: HeardShare, cutMs: number, goOnMs: number | null): void {
    const { exchange } = this.talk;
    if (exchange.stage === 'answered') {
      const { question } = exchange;
      this.talk.exchange = { stage: 'broken', question, heard, cutMs, goOnMs };
    }
  }

  /** A turn has ended, and the caller does not speak, or had finished before. */
  concludeFrom(ended: EndedTurn, nowMs: number): void {
    const meaning = meaningOf(ended, this.talk);
    this.talk.unjudged = meaning.is === 'unheard' ? ended : null;
    switch (meaning.is) {
      case 'mute':
        this.#missAnswer(ended.turn, meaning.reason, nowMs);
        break;
      case 'cut-in-vain':
        this.#doubt(meaning.question, nowMs);
        break;
      case 'waiting':
        this.close(nowMs);
        break;
      case 'left-to-tools':
        this.talk.leftToTools = true;
        break;
      case 'unheard':
      case 'in-order':
        break;
    }
  }

  /**
   * The detector here has heard the caller, and cut the agent for them; the service has not. The
   * agent goes on, unless words or an answer prove soon that they spoke.
   */
  #doubt(question: Question, nowMs: number): void {
    const goOnMs = nowMs + PROOF_MS;
    this.talk.exchange = { stage: 'broken', question, heard: 'part', cutMs: null, goOnMs };
  }

  /** A turn of the agent had no sound, and somebody waits. */
  #missAnswer(turn: AgentTurn, reason: MuteReason, nowMs: number): void {
    const talk = this.talk;
    this.emit({ do: 'strike-turn' });
    if (!isOwed(talk.exchange)) {
      this.ask({ by: 'nobody' });
    }
    if (talk.toolsPending !== 'none') {
      // The agent will speak about the result.
      return;
    }
    if (!this.rules.agentIsHeard()) {
      this.close(nowMs);
      return;
    }
    talk.muteInARow += 1;
    this.wait.restart(nowMs);
    this.emit({ do: 'count-mute-turn', reason, turn, inARow: talk.muteInARow });
    if (talk.muteInARow === 1) {
      const { exchange } = talk;
      this.emit({ do: 'go-on', heard: exchange.stage === 'broken' ? exchange.heard : 'nothing' });
    } else if (talk.muteInARow < MUTE_LIMIT) {
      // A mute session stays mute.
      this.emit({ do: 'reconnect', reason: 'mute' });
    } else if (talk.muteInARow === MUTE_LIMIT) {
      this.emit({ do: 'alert', kind: 'agent-mute' });
      this.giveUp(nowMs);
    } else {
      // No remedy is left until the caller speaks again.
      this.close(nowMs);
    }
  }

  answerIsLate(nowMs: number): void {
    const { limitMs } = this.wait;
    if (this.wait.late(nowMs) === 'overdue') {
      this.emit({ do: 'alert', kind: 'no-answer', limitMs });
      // The new connection gets the caller's unanswered words again.
      this.emit({ do: 'reconnect', reason: 'no-answer' });
    } else {
      this.giveUp(nowMs);
    }
  }

  /** Gives up the open answer: the agent asks the caller to repeat. */
  giveUp(nowMs: number): void {
    this.emit({ do: 'give-up' });
    this.pose({ as: 'text', text: askToSayAgain() }, nowMs);
  }

  /** Has the agent say something now. */
  pose(prompt: Prompt, nowMs: number): void {
    this.ask({ by: 'us', prompt });
    this.demand(nowMs);
  }

  /** Has the agent say what has waited longest, if anything has and it may speak. */
  poseNext(nowMs: number): void {
    const talk = this.talk;
    const [next, ...others] = talk.prompts;
    if (next !== undefined && canBePrompted(talk)) {
      talk.prompts = others;
      this.pose(next, nowMs);
    }
  }

  /** Asks the session for what the open exchange still needs. */
  demand(nowMs: number): void {
    const talk = this.talk;
    if (!canBePrompted(talk)) {
      return;
    }
    const demand = demandOf(talk.exchange);
    if (demand !== null) {
      if (talk.audible || isUnfinished(talk.turn)) {
        talk.promptedMs = nowMs;
      }
      this.emit(demand);
    }
  }

  /**
   * When the supervisor speaks in the agent's place, what waits to be said is of no more use later.
   * The result of a tool is, and so is what the caller has keyed in.
   */
  leavePrompts(absence: Absence): void {
    if (absence === 'supervisor') {
      this.talk.prompts = this.talk.prompts.filter(({ as }) => as === 'result' || as === 'keys');
    }
  }

  ask(question: Question): void {
    this.talk.exchange = { stage: 'asked', question };
    this.talk.leftToTools = false;
    this.talk.unjudged = null;
    if (question.by !== 'voice') {
      // Speech has a time of its own: a call may have come before its end was known.
      this.talk.toolCalledMs = Number.NEGATIVE_INFINITY;
    }
  }

  close(nowMs: number): void {
    this.talk.exchange = { stage: 'over', sinceMs: nowMs };
  }

  /** The agent is about to be told to speak: if the supervisor had stopped it, that is over. */
  endStop(nowMs: number): void {
    if (this.talk.exchange.stage === 'stopped') {
      this.close(nowMs);
    }
  }

  /** Drops the rest of the present turn. */
  cut(heard: HeardShare, nowMs: number): void {
    const talk = this.talk;
    this.emit({ do: 'cut', heard });
    talk.begunInSpeechMs = null;
    talk.audible = false;
    talk.turn = cutTurn(talk.turn, nowMs);
  }

  endTurn(): void {
    const talk = this.talk;
    if (talk.exchange.stage === 'answered' && owesWords(talk)) {
      this.ask({ by: 'tool' });
    }
    talk.turn = NO_TURN;
  }

  callerLives(): void {
    if (this.talk.muteInARow >= MUTE_LIMIT) {
      this.talk.muteInARow = 0;
    }
  }

  /** Somebody speaks. */
  endWait(): void {
    if (this.wait.end()) {
      this.emit({ do: 'end-alert' });
    }
  }

  emit(effect: TalkEffect): void {
    this.#effects.push(effect);
  }

  /** Draws the conclusions of an event, and has its effects carried out. */
  settle(nowMs: number): void {
    const talk = this.talk;
    const over = isTurnOver(talk);
    if (isLeftUnanswered(talk)) {
      talk.result = 'no';
      this.close(nowMs);
    }
    if (over && talk.exchange.stage === 'answered' && talk.begunInSpeechMs === null) {
      this.close(nowMs);
    }
    if (over && !this.#wasTurnOver) {
      this.emit({ do: 'end-turn' });
    }
    this.#wasTurnOver = over;
    this.#sendNextPrompt(nowMs);
    this.wait.waits(awaitedSound(talk), nowMs);
    const state = agentStateOf(talk);
    if (state !== this.#shownState) {
      this.#shownState = state;
      this.emit({ do: 'show-state', state });
    }
    this.#carryOutAll();
    this.#owner.onSettled();
  }

  /** A prompt that had to wait goes out once nothing else is open. */
  #sendNextPrompt(nowMs: number): void {
    const talk = this.talk;
    if (talk.exchange.stage === 'over' && isTurnOver(talk) && !talk.callerSpeaking) {
      this.poseNext(nowMs);
    }
  }

  /** An effect may cause the next event: its effects come after those that are under way. */
  #carryOutAll(): void {
    if (this.#carriesOut) {
      return;
    }
    this.#carriesOut = true;
    try {
      for (let next = this.#effects.shift(); next !== undefined; next = this.#effects.shift()) {
        this.#owner.carryOut(next);
      }
    } finally {
      this.#carriesOut = false;
    }
  }
}

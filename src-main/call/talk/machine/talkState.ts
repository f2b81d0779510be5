/** The state of a talk as one value, and what follows from it. All times are monotonic ms. */
import type { AgentState } from '#model/call';
import { type AgentTurnPhase, type EndedTurn, NO_TURN } from './agentTurn';
import {
  callerWaits,
  type Exchange,
  hasAsked,
  isOwed,
  type Prompt,
  unansweredSpeech,
} from './exchange';
import type { Awaited } from './muteTurns';

/**
 * Why the agent does not take part: the line is held, the supervisor has paused the agent, or
 * speaks in its place, or a mailbox plays its greeting.
 */
export type Absence = 'hold' | 'pause' | 'supervisor' | 'mailbox';

/** Results of tools that are waited for. `agent-goes-on`: it talks with the caller meanwhile. */
export type ToolsPending = 'none' | 'agent-waits' | 'agent-goes-on';

export type TalkState = {
  exchange: Exchange;
  turn: AgentTurnPhase;
  callerSpeaking: boolean;
  /**
   * When the agent's present answer began, if the caller still counted as speaking then; otherwise
   * null. Once their end of speech is known, it tells whether they said more than was answered.
   */
  begunInSpeechMs: number | null;
  /**
   * The last turn, as long as it is not known what its end means: the caller still counts as
   * speaking, or may have said nothing.
   */
  unjudged: EndedTurn | null;
  /** Turns without sound since the agent was heard. */
  muteInARow: number;
  result: Awaited['result'];
  /** The turn that should have answered the caller only called tools: the answer is theirs. */
  leftToTools: boolean;
  toolsPending: ToolsPending;
  /** When the agent last called a tool for what is open now. */
  toolCalledMs: number;
  /** Prompts that wait for a connection, or for the agent to take part. */
  prompts: readonly Prompt[];
  /** When the agent was last prompted while it spoke. */
  promptedMs: number;
  /** When words of the caller were last transcribed. */
  wordsMs: number;
  answerBeganMs: number;
  /** Agent audio is queued or being heard. */
  audible: boolean;
  linkReady: boolean;
  readonly absences: Set<Absence>;
};

export function newTalk(): TalkState {
  return {
    exchange: { stage: 'over', sinceMs: Number.NEGATIVE_INFINITY },
    turn: NO_TURN,
    callerSpeaking: false,
    begunInSpeechMs: null,
    unjudged: null,
    muteInARow: 0,
    result: 'no',
    leftToTools: false,
    toolsPending: 'none',
    toolCalledMs: Number.NEGATIVE_INFINITY,
    prompts: [],
    promptedMs: Number.NEGATIVE_INFINITY,
    wordsMs: Number.NEGATIVE_INFINITY,
    answerBeganMs: Number.NEGATIVE_INFINITY,
    audible: false,
    linkReady: false,
    absences: new Set(),
  };
}

/**
 * Nobody speaks, no exchange is open, no tool is pending, nothing waits to be said, and the agent
 * is connected: the moment to change something audible, or the connection.
 */
export function isQuiet(talk: TalkState): boolean {
  const silent = !talk.callerSpeaking && isTurnOver(talk);
  return talk.linkReady && silent && talk.exchange.stage === 'over' && !isSomethingOwed(talk);
}

/**
 * The caller speaks to the agent, or waits for it, connected or not: for an answer or its rest, for
 * a prompt, or for what a tool finds.
 */
export function isAgentAwaited(talk: TalkState): boolean {
  return takesPart(talk) && (unansweredSince(talk) !== null || isSomethingOwed(talk));
}

function isSomethingOwed({ exchange, prompts, toolsPending }: TalkState): boolean {
  const owed = isOwed(exchange) || exchange.stage === 'stopped';
  return owed || prompts.length > 0 || toolsPending !== 'none';
}

/** No turn of the agent is open: none is being generated, and none is still to be heard. */
export function isTurnOver({ turn, audible }: TalkState): boolean {
  return turn.phase === 'none' && !audible;
}

export function takesPart({ absences }: TalkState): boolean {
  return absences.size === 0;
}

/** Whether the agent may speak. On a held line its audio waits. */
export function maySpeak({ absences }: TalkState): boolean {
  return absences.size === (absences.has('hold') ? 1 : 0);
}

/** Whether a prompt can go out now. */
export function canBePrompted(talk: TalkState): boolean {
  return talk.linkReady && maySpeak(talk);
}

/** Onset of the caller's speech that the agent has not begun to answer; null if there is none. */
export function unansweredSince({ begunInSpeechMs, exchange }: TalkState): number | null {
  return begunInSpeechMs ?? unansweredSpeech(exchange)?.sinceMs ?? null;
}

/** Whether the agent has got a result of a tool that it is to speak about, and has not. */
export function owesWords({ result }: TalkState): boolean {
  return result === 'now' || result === 'later';
}

/** Whether the agent has only called tools in answer to the caller, and need not speak of them. */
export function isLeftUnanswered(talk: TalkState): boolean {
  const { exchange, leftToTools, toolsPending, result } = talk;
  return leftToTools && toolsPending === 'none' && result === 'silent' && hasAsked(exchange);
}

/**
 * Whether the agent's next words depend on a tool. One that goes on meanwhile still has to answer
 * what the caller has said since it called the tool.
 */
function isUpToTools({ toolsPending, toolCalledMs, exchange }: TalkState): boolean {
  if (toolsPending !== 'agent-goes-on') {
    return toolsPending === 'agent-waits';
  }
  return toolCalledMs > (unansweredSpeech(exchange)?.endMs ?? Number.NEGATIVE_INFINITY);
}

/** What the caller waits for; `no` while somebody speaks, or nothing can come. */
export function awaitedSound(talk: TalkState): 'no' | 'answer' | 'pondering' {
  const canCome = talk.linkReady && takesPart(talk) && !isUpToTools(talk);
  if (!canCome || talk.callerSpeaking || talk.audible) {
    return 'no';
  }
  if (talk.turn.phase === 'pondering') {
    return 'pondering';
  }
  return isOwed(talk.exchange) ? 'answer' : 'no';
}

export function agentStateOf(talk: TalkState): AgentState {
  if (!takesPart(talk)) {
    return 'paused';
  }
  if (talk.audible) {
    return 'speaking';
  }
  if (!talk.linkReady) {
    return 'idle';
  }
  const thinks = talk.turn.phase === 'pondering' || callerWaits(talk.exchange);
  return thinks ? 'thinking' : 'listening';
}

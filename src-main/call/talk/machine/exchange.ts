/**
 * The exchange, the unit of a talk: a question with its answer. It is open until the answer was
 * generated to its end and heard to its end, or interrupted by the caller. A lost connection, a
 * turn without sound or a cut answer leaves it open, so the agent still has to answer.
 */

/**
 * What we ask of the agent. `words`: it says them as they are; `text`: it answers them aloud;
 * `result`, `keys`: so too, and what it tells (of a tool, or of the caller's keys) is news whoever
 * spoke meanwhile.
 */
export type Prompt = { readonly as: 'text' | 'words' | 'result' | 'keys'; readonly text: string };

/** An agent that the supervisor stopped goes on by itself after this silence, ms. */
export const STOPPED_MS = 6_000;

/** What the agent is to answer. All times are monotonic ms. */
export type Question =
  /**
   * Speech of the caller. Another session gets it again, so nobody has to prompt for its answer.
   * `endMs` is null while they speak.
   */
  | { readonly by: 'voice'; readonly sinceMs: number; readonly endMs: number | null }
  /** Words of the caller that the service heard and the detector here did not. */
  | { readonly by: 'words' }
  /** Ours: a greeting, a text of the supervisor, a watchdog. A lost session takes it along. */
  | { readonly by: 'us'; readonly prompt: Prompt }
  /** The result of a tool. */
  | { readonly by: 'tool' }
  /** The agent speaks of its own accord. */
  | { readonly by: 'nobody' };

/** How much the caller has heard of an answer that broke off. */
export type HeardShare = 'nothing' | 'part';

export type Exchange =
  | { readonly stage: 'over'; readonly sinceMs: number }
  /**
   * The supervisor stopped the agent, which waits for the caller, or for what it is whispered. If
   * neither comes, it goes on by itself.
   */
  | { readonly stage: 'stopped'; readonly sinceMs: number }
  /** No sound of an answer has come. */
  | { readonly stage: 'asked'; readonly question: Question }
  /** The answer comes, or is being heard. */
  | { readonly stage: 'answered'; readonly question: Question }
  /**
   * The answer broke off, and the caller did not interrupt it. `goOnMs`: they may have, but only
   * the service or only the detector here says so; without proof by then, the agent goes on. Null:
   * it goes on as soon as it can. `cutMs`: when it broke off; null if that counts as a barge-in
   * already.
   */
  | {
      readonly stage: 'broken';
      readonly question: Question;
      readonly heard: HeardShare;
      readonly cutMs: number | null;
      readonly goOnMs: number | null;
    };

/** What the agent is asked to say. `go-on`: what the caller has not heard of an answer. */
export type Demand =
  | { readonly do: 'prompt'; readonly prompt: Prompt }
  | { readonly do: 'go-on'; readonly heard: HeardShare };

/** Nothing is asked. */
export type Unasked = Extract<Exchange, { readonly stage: 'over' | 'stopped' }>;

export function isUnasked(exchange: Exchange): exchange is Unasked {
  return exchange.stage === 'over' || exchange.stage === 'stopped';
}

/** When the agent goes on by itself, unless somebody speaks; null: it does not. */
export function goesOnAt(exchange: Exchange): number | null {
  switch (exchange.stage) {
    case 'broken':
      return exchange.goOnMs;
    case 'stopped':
      return exchange.sinceMs + STOPPED_MS;
    default:
      return null;
  }
}

/** Speech of the caller whose answer has not begun; null if there is none. */
export function unansweredSpeech(
  exchange: Exchange,
): Extract<Question, { readonly by: 'voice' }> | null {
  return exchange.stage === 'asked' && exchange.question.by === 'voice' ? exchange.question : null;
}

/** Whether the caller has finished asking, and no sound of the answer has come. */
export function hasAsked(exchange: Exchange): boolean {
  if (exchange.stage !== 'asked') {
    return false;
  }
  const { question } = exchange;
  return question.by === 'words' || (question.by === 'voice' && question.endMs !== null);
}

/** Whether the caller waits for sound of the agent: for an answer, or for the rest of one. */
export function isOwed(exchange: Exchange): boolean {
  return exchange.stage === 'asked' || exchange.stage === 'broken';
}

/**
 * Whether the caller knows that they wait. They do not know of a prompt of ours, or of what they
 * have not finished asking.
 */
export function callerWaits(exchange: Exchange): boolean {
  if (exchange.stage !== 'asked') {
    return exchange.stage === 'broken';
  }
  const { by } = exchange.question;
  return hasAsked(exchange) || by === 'tool' || by === 'nobody';
}

/** What a ready session is asked so that the exchange goes on; null: it needs no prompt. */
export function demandOf(exchange: Exchange): Demand | null {
  if (exchange.stage === 'broken') {
    return exchange.goOnMs === null ? { do: 'go-on', heard: exchange.heard } : null;
  }
  if (exchange.stage !== 'asked') {
    return null;
  }
  const { question } = exchange;
  switch (question.by) {
    case 'voice':
      return null;
    case 'us':
      return { do: 'prompt', prompt: question.prompt };
    default:
      return { do: 'go-on', heard: 'nothing' };
  }
}

/** What was said in a call, turn by turn. */
import type { Phrase } from './phrases/phrase';

/**
 * Who holds the floor in a turn. `system`: notes of Cordboard itself (voice changed, session
 * resumed), and what the supervisor says to the caller.
 */
export type TurnSpeaker = 'caller' | 'agent' | 'system';

/**
 * `partial`: still growing. `final`: complete. `truncated`: an agent turn cut by barge-in; only
 * `heardChars` of it were heard.
 */
export type TurnStatus = 'partial' | 'final' | 'truncated';

/** One turn. Replaced as a whole when it grows; `id` stays. */
export type Turn = {
  /** Position in the transcript, from 0; unique in the call. */
  readonly id: number;
  readonly speaker: TurnSpeaker;
  readonly status: TurnStatus;
  /** Text so far. A speech recogniser's text, not evidence of what was said. Personal data. */
  readonly text: string;
  /** What a `system` turn says, which `text` has in English; null in all others. */
  readonly note: Phrase | null;
  /**
   * For `truncated`: how many characters of `text` the caller heard, estimated from the playout
   * position. Null otherwise.
   */
  readonly heardChars: number | null;
  /** Start, ms since the call reached Cordboard. */
  readonly startMs: number;
  /** End, ms since the call reached Cordboard; null while partial. */
  readonly endMs: number | null;
  /**
   * Agent turns: ms from the end of the caller's speech to the first audio sent; null when not a
   * reply.
   */
  readonly timeToFirstAudioMs: number | null;
};

/** The whole transcript of a call. */
export type Transcript = readonly Turn[];

/**
 * What the agent will say before its caller hears it. Its words and its audio come faster than they
 * are spoken, and Cordboard itself holds the queue.
 */
import type { Turn } from './transcript';

/** The agent's audio that waits to be heard, at one moment. */
export type AgentAhead = {
  /** The agent's turn that the caller hears now. Its later turns are all ahead. */
  readonly turnId: Turn['id'];
  /**
   * How many characters of that turn's text they have heard, to the end of a word. An estimate:
   * text and audio come in no promised order, and are compared by their share alone.
   */
  readonly heardChars: number;
  /** Share of that turn's audio so far that they have heard, 0..1. */
  readonly heardShare: number;
  /** Length of the audio that waits, ms. */
  readonly aheadMs: number;
  /**
   * It stands still, because a supervisor holds the sentence: time until it goes on by itself, ms.
   * Null: nobody holds it.
   */
  readonly goesOnInMs: number | null;
};

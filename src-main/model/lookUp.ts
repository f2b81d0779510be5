/**
 * Look-up: a profile's request to another program about the caller, made while they ring. What it
 * answers is personal data.
 */
import type { Phrase } from './phrases/phrase';
import type { VoiceName } from './voices';

/** Longest time that a look-up may take, ms: the caller rings meanwhile. */
export const MAX_LOOK_UP_MS = 1_500;

/** Begins the name of a placeholder that a look-up fills: `lookup.name`. */
export const LOOK_UP_PREFIX = 'lookup.';

/** How a fact that a look-up answers may be called. */
export const LOOK_UP_FACT = /^[A-Za-z_]\w{0,63}$/;

/** What a look-up says of a call. An empty text, or null: nothing. */
export type LookUpAnswer = {
  /** What the agent is to know of the caller: text, or JSON. */
  readonly context: string;
  readonly voice: VoiceName | null;
  /** Language that the agent is to speak (BCP 47). */
  readonly language: string | null;
  /** As the greeting of a profile. */
  readonly greeting: string | null;
  /** Values of the placeholders, by their names without prefix. */
  readonly facts: Readonly<Record<string, string>>;
  /** Parts of the answer that are not as they must be, e.g. `voice`: they were left out. */
  readonly ignored: readonly string[];
};

/** How a look-up went. `ms`: how long it took; `status`: the service's HTTP status, if any. */
export type LookUpOutcome =
  | {
      readonly state: 'answered';
      readonly ms: number;
      readonly status: number;
      readonly answer: LookUpAnswer;
    }
  | {
      readonly state: 'failed';
      readonly ms: number;
      readonly status: number | null;
      readonly phrase: Phrase;
      /** The phrase in English. */
      readonly message: string;
    };

/** The look-up of a call. `called-off`: the call ended before it had an outcome. */
export type LookUp =
  LookUpOutcome | { readonly state: 'asking' } | { readonly state: 'called-off' };

/** States of the look-up of a call, as metrics count them. */
export const LOOK_UP_OUTCOMES = ['answered', 'failed', 'called-off'] as const;

/** What a look-up says; null unless it has answered. */
export function answerOf(lookUp: LookUp | null): LookUpAnswer | null {
  return lookUp?.state === 'answered' ? lookUp.answer : null;
}

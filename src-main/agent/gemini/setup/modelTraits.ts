/**
 * How the models differ (Gemini API docs, pages of the Live models; "Tool use with Live API";
 * "Pricing").
 */
import { plainModelName } from '#model/liveModels';

/** US dollars for a million tokens of each kind, in the paid tier. */
type TokenPrices = {
  readonly textIn: number;
  readonly audioIn: number;
  /** Text and thoughts. */
  readonly textOut: number;
  readonly audioOut: number;
};

export type ModelTraits = {
  /**
   * Whether it takes text turns (`clientContent`) in a running session. A model that does not
   * closes with 1007. It gets text as realtime input, and the talk so far in the system
   * instruction.
   */
  readonly textTurns: 'any-time' | 'never';
  /** Whether it takes a new system instruction in a running session (`contextUpdate`). */
  readonly instruction: 'changes' | 'fixed';
  /**
   * How it calls functions: as each declaration says, always waiting for the result, or never
   * waiting.
   */
  readonly toolCalls: 'as-declared' | 'blocking' | 'non-blocking';
  /** Whether it takes audio while it waits for a result, or ends the session with 1008. */
  readonly audioWhileWaiting: 'allowed' | 'fatal';
  readonly prices: TokenPrices;
};

const NEWEST: ModelTraits = {
  textTurns: 'any-time',
  instruction: 'changes',
  toolCalls: 'as-declared',
  audioWhileWaiting: 'allowed',
  prices: { textIn: 0.75, audioIn: 3, textOut: 4.5, audioOut: 12 },
};

/** The first match counts. */
const FAMILIES: readonly { readonly name: RegExp; readonly traits: ModelTraits }[] = [
  {
    name: /^gemini-(live-)?2\.5-/,
    traits: {
      ...NEWEST,
      instruction: 'fixed',
      audioWhileWaiting: 'fatal',
      prices: { textIn: 0.5, audioIn: 3, textOut: 2, audioOut: 12 },
    },
  },
  {
    name: /^gemini-3\.1-/,
    traits: { ...NEWEST, textTurns: 'never', instruction: 'fixed', toolCalls: 'blocking' },
  },
  { name: /-extended-thinking/, traits: { ...NEWEST, toolCalls: 'non-blocking' } },
];

/** Traits of a model. An unknown model is assumed to be like the newest. */
export function traitsOf(model: string): ModelTraits {
  const name = plainModelName(model);
  return FAMILIES.find((family) => family.name.test(name))?.traits ?? NEWEST;
}

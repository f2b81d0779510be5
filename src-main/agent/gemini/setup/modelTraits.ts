/** How the models differ (Gemini API docs, pages of the Live models; "Tool use with Live API"). */
import { plainModelName } from '#model/liveModels';

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
};

const NEWEST: ModelTraits = {
  textTurns: 'any-time',
  instruction: 'changes',
  toolCalls: 'as-declared',
  audioWhileWaiting: 'allowed',
};

/** The first match counts. */
const FAMILIES: readonly { readonly name: RegExp; readonly traits: ModelTraits }[] = [
  {
    name: /^gemini-(live-)?2\.5-/,
    traits: { ...NEWEST, instruction: 'fixed', audioWhileWaiting: 'fatal' },
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

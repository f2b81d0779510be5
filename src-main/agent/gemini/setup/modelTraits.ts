/** What the models differ in (Gemini API docs, pages of the Live models; "Tool use with Live API"). */
import { plainModelName } from '#model/liveModels';

/** What one model can do and wants. */
export type ModelTraits = {
  /**
   * Takes text turns (`clientContent`) in a running session. Those that do not close with 1007 on them; they get text as realtime
   * input, and the talk so far within the system instruction.
   */
  readonly textTurns: 'any-time' | 'never';
  /** Takes a new system instruction in a running session (`contextUpdate`). */
  readonly instruction: 'changes' | 'fixed';
  /** How it calls functions: as each declaration says, always waiting for the result, or never waiting. */
  readonly toolCalls: 'as-declared' | 'blocking' | 'non-blocking';
  /** What audio does while it waits for the result of a function: it may come, or it ends the session with 1008. */
  readonly audioWhileWaiting: 'allowed' | 'fatal';
};

const NEWEST: ModelTraits = {
  textTurns: 'any-time',
  instruction: 'changes',
  toolCalls: 'as-declared',
  audioWhileWaiting: 'allowed',
};

/** The first that matches counts. */
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

/** Traits of a model; one that is not known is taken for the newest. */
export function traitsOf(model: string): ModelTraits {
  const name = plainModelName(model);
  return FAMILIES.find((family) => family.name.test(name))?.traits ?? NEWEST;
}

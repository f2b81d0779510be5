/** The steps, in their order. */
export const SETUP_STEPS = ['asterisk', 'gemini', 'audio', 'call'] as const;

export type SetupStep = (typeof SETUP_STEPS)[number];

/** Where it is kept that the set-up was seen, and at which step it was left. */
const KEY = 'cordboard.setup';

type Kept = {
  readonly step: SetupStep;
  /** It goes on by itself when the window opens again: a restart was part of it. */
  readonly goesOn: boolean;
};

/** What is kept of the set-up; null when it was never opened. */
export function keptSetup(): Kept | null {
  const [name, goesOn] = (localStorage.getItem(KEY) ?? '').split(' ');
  const step = SETUP_STEPS.find((each) => each === name);
  return step === undefined ? null : { step, goesOn: goesOn === 'on' };
}

export function keepSetup(step: SetupStep, goesOn = false): void {
  localStorage.setItem(KEY, goesOn ? `${step} on` : step);
}

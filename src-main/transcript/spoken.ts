import type { Turn, Voice } from '#model/transcript';

/** The part of a turn that was heard. */
export function heardText({ text, heardChars }: Turn): string {
  return heardChars === null ? text : text.slice(0, heardChars);
}

/** Names of the voices in exported files. */
export const VOICE_LABELS = {
  caller: 'Caller',
  agent: 'AI',
  supervisor: 'Supervisor',
} as const satisfies Readonly<Record<Voice, string>>;

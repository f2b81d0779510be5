import { type Phrase, phrase } from '#model/phrases/phrase';
import type { Turn, Voice } from '#model/transcript';

/** The part of a turn that was heard. */
export function heardText({ text, heardChars }: Turn): string {
  return heardChars === null ? text : text.slice(0, heardChars);
}

/** Names of the voices in what an AI is told. */
export const VOICE_LABELS = {
  caller: 'Caller',
  agent: 'AI',
  supervisor: 'Supervisor',
} as const satisfies Readonly<Record<Voice, string>>;

/** What a voice is called in exported files. */
export function speakerPhrase(voice: Voice): Phrase {
  return phrase(`export.speaker-${voice}`);
}

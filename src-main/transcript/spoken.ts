import { actorName } from '#model/actorName';
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

/** What the voice of a turn is called in exported files: a supervisor with their name. */
export function speakerPhrase(voice: Voice, { by }: Turn): Phrase {
  return voice === 'supervisor' && by !== undefined
    ? phrase('export.speaker-named', { name: actorName(by) })
    : phrase(`export.speaker-${voice}`);
}

import { type Phrase, phrase } from '#model/phrases/phrase';
import type { CheckItem } from '#model/settings';

export function checkItem(subject: Phrase, state: CheckItem['state'], said: Phrase): CheckItem {
  return { subject, state, said };
}

/** A setting as the subject of a check. */
export function settingSubject(name: string): Phrase {
  return phrase('text', { text: name });
}

import type { RecordedAlert, RecordedEvent } from '#model/history';
import { wordsOf } from '#model/phrases/phrase';

/** An event as other programs get it. */
export type EventInWords = Pick<RecordedEvent, 'atMs' | 'kind'> & {
  /** Stable name of what happened; `text` for events of an older version, which have none. */
  readonly code: string;
  /** The same in English; may hold personal data. */
  readonly text: string;
};

export function eventInWords({ atMs, kind, phrase }: RecordedEvent): EventInWords {
  return { atMs, kind, code: phrase.code, text: wordsOf(phrase) };
}

/** An alert as files and other programs get it: its reason in English. */
type AlertInWords = Omit<RecordedAlert, 'phrase' | 'message'> & { readonly text: string };

export function alertInWords({ phrase, message: _message, ...alert }: RecordedAlert): AlertInWords {
  return { ...alert, text: wordsOf(phrase) };
}

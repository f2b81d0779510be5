/** A list of calls as a table. */
import type { RecordedCall } from '#model/history';
import type { Language } from '#model/language';
import { phrase } from '#model/phrases/phrase';
import { wordsIn } from '#model/phrases/wordsIn';
import { csvOf, headsOf, utc } from './csv';

const COLUMNS = {
  id: ({ id }) => id,
  started: ({ startedAt }) => utc(startedAt),
  answered: ({ answeredAt }) => utc(answeredAt),
  ended: ({ endedAt }) => utc(endedAt),
  seconds: ({ startedAt, answeredAt, endedAt }) =>
    endedAt === null ? '' : String(Math.round((endedAt - (answeredAt ?? startedAt)) / 1_000)),
  direction: ({ direction }) => direction,
  caller: ({ callerNumber }) => callerNumber,
  callerName: ({ callerName }) => callerName,
  dialed: ({ dialedNumber }) => dialedNumber,
  profile: ({ profileId, profileName }) => (profileName === '' ? profileId : profileName),
  state: ({ state }) => state,
  endReason: ({ endReason }) => endReason ?? '',
  outcome: ({ outcome }) => outcome ?? '',
  tags: ({ tags }) => tags.join(', '),
  alerts: ({ alerts }) => alerts.join(', '),
  actors: ({ actors }) => actors.join(', '),
  recorded: ({ recorded }, language) =>
    wordsIn(language, phrase(recorded ? 'column.yes' : 'column.no')),
  voice: ({ voice }) => voice,
  model: ({ model }) => model,
} satisfies Readonly<Record<string, (call: RecordedCall, language: Language) => string>>;

/**
 * One line a call, with a line of column names, in English unless another language is given;
 * moments are in UTC.
 */
export function callsCsv(calls: readonly RecordedCall[], language: Language = 'en'): string {
  return csvOf(
    [
      headsOf(COLUMNS, language),
      ...calls.map((call) => Object.values(COLUMNS).map((valueOf) => valueOf(call, language))),
    ],
    language,
  );
}

/** A list of calls as a table. */
import type { RecordedCall } from '#model/history';
import { csvOf, utc } from './csv';

const COLUMNS: Readonly<Record<string, (call: RecordedCall) => string>> = {
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
  recorded: ({ recorded }) => (recorded ? 'yes' : 'no'),
  voice: ({ voice }) => voice,
  model: ({ model }) => model,
};

/** One line a call, with a line of column names; moments are in UTC. */
export function callsCsv(calls: readonly RecordedCall[]): string {
  return csvOf([
    Object.keys(COLUMNS),
    ...calls.map((call) => Object.values(COLUMNS).map((valueOf) => valueOf(call))),
  ]);
}

/** A list of calls as a table for spreadsheets (RFC 4180). */
import type { RecordedCall } from '#model/history';

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

/** The byte order mark tells spreadsheets that this is UTF-8. */
const UTF8_MARK = '\uFEFF';

/** One line a call, with a line of column names; moments are in UTC. */
export function callsCsv(calls: readonly RecordedCall[]): string {
  const lines = calls.map((call) => Object.values(COLUMNS).map((valueOf) => field(valueOf(call))));
  return (
    UTF8_MARK + [Object.keys(COLUMNS), ...lines].map((line) => `${line.join(',')}\r\n`).join('')
  );
}

/**
 * A telephone number. A spreadsheet would make a figure of it, without its plus and its leading
 * zeros, or `1.2E+10`. A tab before it makes it a text and is not seen. It cannot be a formula: it
 * has no sign but digits and the plus.
 */
const NUMBER = /^\+?\d{5,}$/;

/**
 * A spreadsheet takes what begins with one of these signs for a formula, and a caller may choose
 * their name: an apostrophe before it makes it a text (OWASP, "CSV Injection").
 */
const FORMULA = /^[=+\-@\t\r]/;

function field(value: string): string {
  const guard = NUMBER.test(value) ? '\t' : FORMULA.test(value) ? "'" : '';
  const text = `${guard}${value}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function utc(epochMs: number | null): string {
  return epochMs === null ? '' : new Date(epochMs).toISOString();
}

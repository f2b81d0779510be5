/** Schemas of questions about recorded calls, for every door: window, HTTP API. */
import { z } from 'zod';
import { MEASURED_SIGNALS } from '#model/alert';
import { AUDIT_RESULTS, type AuditQuery } from '#model/auditLog';
import { CALL_DIRECTIONS, NOTICE_KINDS } from '#model/call';
import type { CallCommandKind } from '#model/commands';
import { END_REASONS } from '#model/endReasons';
import { type HistoryQuery, RECORDED_STATES } from '#model/history';
import { type InboxQuery, MESSAGE_STATES } from '#model/inbox';
import {
  MAX_ACTOR_CHARS,
  MAX_AUDIT_PAGE,
  MAX_CALL_ID_CHARS,
  MAX_CALLER_NUMBER_CHARS,
  MAX_CALLER_PART_CHARS,
  MAX_CURSOR_CHARS,
  MAX_HISTORY_PAGE,
  MAX_INBOX_PAGE,
  MAX_LAST_HOURS,
  MAX_LISTED_CALLS,
  MAX_NOTE_CHARS,
  MAX_OUTCOME_CHARS,
  MAX_SEARCH_CHARS,
  MAX_SEARCH_NAME_CHARS,
  MAX_SPELLINGS,
  MAX_TAG_CHARS,
  MAX_TAGS,
} from '#model/limits';
import { type NamedQuery, SEARCH_DAYS } from '#model/savedSearches';
import type { StatisticsQuery } from '#model/statistics';
import { COMMAND_FIELDS } from './commandSchemas';
import { profileId } from './profileId';

/** Longest name of a deed, characters. */
const MAX_ACTION_CHARS = 100;

/** Latest moment that a date can hold (ECMA-262, "Time Values and Time Range"), epoch ms. */
const MAX_EPOCH_MS = 8.64e15;

const text = (max: number) => z.string().min(1).max(max);

function excerptMs(): z.ZodNumber {
  return z.number().min(0).max(MAX_EPOCH_MS);
}

const tag = z.string().trim().min(1).max(MAX_TAG_CHARS);

/** Id of a call: that of the caller's Asterisk channel. */
export const callId = text(MAX_CALL_ID_CHARS);

/** Calls of an export. */
export const callIds = z.array(callId).min(1).max(MAX_LISTED_CALLS);

/** A part of a call, ms; it may begin before the recording does. */
export const excerpt = z
  .strictObject({ fromMs: excerptMs(), toMs: excerptMs() })
  .refine(({ fromMs, toMs }) => fromMs < toMs);

export const callerNumber = text(MAX_CALLER_NUMBER_CHARS);

/** Asks for the calls of a caller before one of them. */
export const callerQuestion = z.strictObject({
  callId,
  dayStart: z.number().int().min(0).max(MAX_EPOCH_MS),
});

/** Spellings of a caller's number, as the record has them. */
export const spellings = z.array(callerNumber).max(MAX_SPELLINGS);

export const noteText = z.string().trim().min(1).max(MAX_NOTE_CHARS);

export const callTags = z.array(tag).max(MAX_TAGS);

/** Words that calls are searched by. */
export const searchText = text(MAX_SEARCH_CHARS);

const commandKinds = Object.keys(COMMAND_FIELDS) as CallCommandKind[];

/**
 * For counts and moments in epoch ms: `z.number`, or for URLs, which hold text, `z.coerce.number`.
 */
type NumberSchema = typeof z.number | typeof z.coerce.number;

/** Number of a recording of a call; the first is 0. */
export const recordingIndex = (number: NumberSchema) => number().int().min(0).max(1_000);

/** Conditions that a call must meet. */
function conditions(number: NumberSchema) {
  const whole = wholeOf(number);
  return {
    text: searchText
      .exactOptional()
      .describe(
        'Words of the transcript or the summary; the last one may be incomplete. Parts of sentences in scripts without blanks',
      ),
    caller: text(MAX_CALLER_PART_CHARS).exactOptional().describe('Part of number or name'),
    direction: z.enum(CALL_DIRECTIONS).exactOptional(),
    profileId: profileId.exactOptional().describe('Id of the profile the call ran with'),
    from: whole(0, MAX_EPOCH_MS).describe('Earliest start, milliseconds since 1970'),
    to: whole(0, MAX_EPOCH_MS).describe('Latest start, milliseconds since 1970'),
    endReason: z.enum(END_REASONS).exactOptional(),
    state: z.enum(RECORDED_STATES).exactOptional(),
    tag: z
      .union([text(MAX_TAG_CHARS), z.array(text(MAX_TAG_CHARS)).max(MAX_TAGS)])
      .exactOptional()
      .describe('May be repeated: the call must have all of them'),
    alert: z
      .enum(['any', ...MEASURED_SIGNALS, 'nudge', ...NOTICE_KINDS])
      .exactOptional()
      .describe('Calls in which this called for attention'),
    intervention: z
      .enum(['any', ...commandKinds])
      .exactOptional()
      .describe('A command that was given to the call; "any": any but those of rules'),
    actor: text(MAX_ACTOR_CHARS)
      .exactOptional()
      .describe('Who acted in the call, as the audit names them'),
    outcome: text(MAX_OUTCOME_CHARS)
      .exactOptional()
      .describe('What the call came to, as its summary says'),
    minDurationMs: whole(0, MAX_EPOCH_MS).describe('Shortest call, milliseconds'),
  };
}

/**
 * What calls are searched by. An unknown name is refused: if it were ignored, a typo would find
 * every call.
 */
export function historyQuery(number: NumberSchema): z.ZodType<HistoryQuery> {
  return z.strictObject({
    ...conditions(number),
    limit: wholeOf(number)(1, MAX_HISTORY_PAGE).describe('Calls of a page; 50 when left out'),
    cursor: text(MAX_CURSOR_CHARS).exactOptional().describe('"next" of the page before'),
  });
}

function wholeOf(number: NumberSchema) {
  return (min: number, max: number) => number().int().min(min).max(max).exactOptional();
}

/** A search of the history that is kept, with its name. */
export const namedQuery: z.ZodType<NamedQuery> = z.strictObject({
  name: z.string().trim().min(1).max(MAX_SEARCH_NAME_CHARS),
  query: z.strictObject({
    ...conditions(z.number),
    lastHours: wholeOf(z.number)(1, MAX_LAST_HOURS).describe(
      'In place of "from": so many hours until the search is made',
    ),
    days: z
      .enum(SEARCH_DAYS)
      .exactOptional()
      .describe('In place of "from" and "to": whole days, as they are when the search is made'),
  }),
});

/** Number of a saved search. */
export const searchId = (number: NumberSchema) =>
  number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/** Which messages of the inbox are asked for; `number` as for `historyQuery`. */
export function inboxQuery(number: NumberSchema): z.ZodType<InboxQuery> {
  return z.strictObject({
    state: z.enum(MESSAGE_STATES).exactOptional().describe('Both when left out'),
    callId: callId.exactOptional().describe('Messages of this call only'),
    before: messageId(number).exactOptional().describe('"next" of the page before'),
    limit: number()
      .int()
      .min(1)
      .max(MAX_INBOX_PAGE)
      .exactOptional()
      .describe('Messages of a page; 50 when left out'),
  });
}

/** Number of a message in the inbox. */
export const messageId = (number: NumberSchema) =>
  number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/**
 * Which calls are counted; `number` as for `historyQuery`.
 * @param yesOrNo How the door writes it: a URL holds text.
 */
export function statisticsQuery(
  number: NumberSchema,
  yesOrNo: z.ZodType<boolean>,
): z.ZodType<StatisticsQuery> {
  const moment = () => number().int().min(0).max(MAX_EPOCH_MS);
  return z
    .strictObject({
      from: moment().describe('Calls that began from here on, milliseconds since 1970'),
      to: moment().describe('and before this'),
      profileId: profileId.exactOptional(),
      direction: z.enum(CALL_DIRECTIONS).exactOptional(),
      trials: yesOrNo.exactOptional().describe('Demo calls and test calls are counted too'),
    })
    .refine(({ from, to }) => from < to, { path: ['to'], error: 'must be after "from"' });
}

/** What the audit is searched by; `number` as for `historyQuery`. */
export function auditQuery(number: NumberSchema): z.ZodType<AuditQuery> {
  const moment = () => number().int().min(0).max(MAX_EPOCH_MS).exactOptional();
  return z.strictObject({
    actor: text(MAX_ACTOR_CHARS).exactOptional().describe('Who, as the audit names them'),
    action: text(MAX_ACTION_CHARS).exactOptional().describe('What was done, e.g. call.end'),
    callId: callId.exactOptional(),
    from: moment().describe('Earliest moment, milliseconds since 1970'),
    to: moment().describe('Latest moment, milliseconds since 1970'),
    result: z.enum(AUDIT_RESULTS).exactOptional(),
    text: searchText
      .exactOptional()
      .describe('Part of actor, action, params, result or call id, or of the caller of the call'),
    before: number()
      .int()
      .min(0)
      .max(Number.MAX_SAFE_INTEGER)
      .exactOptional()
      .describe('Only entries with a smaller "seq" than this'),
    limit: number()
      .int()
      .min(1)
      .max(MAX_AUDIT_PAGE)
      .exactOptional()
      .describe('Most entries of a page; 100 if left out'),
  });
}

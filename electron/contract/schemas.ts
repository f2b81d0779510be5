/**
 * What each request must look like. Main process only: the window and the preload script never load
 * this.
 */
import { z } from 'zod';
import { callCommand, outgoingCall } from '#main/rules/commandSchemas';
import { END_REASONS } from '#model/endReasons';
import { EXPORT_FORMATS } from '#model/history';
import {
  MAX_AUDIT_PAGE,
  MAX_CALL_ID_CHARS,
  MAX_CALLER_NUMBER_CHARS,
  MAX_HISTORY_PAGE,
  MAX_LOG_LINES,
  MAX_NOTE_CHARS,
  MAX_TAG_CHARS,
  MAX_TAGS,
} from '#model/limits';
import { LINE_LEVELS } from '#model/log';
import type { Requests } from './api';
import type { RequestChannel } from './channels';

/**
 * An Asterisk channel id; Asterisk's own are about 15 characters, callers of ARI may choose up to
 * 149.
 */
const callId = z.string().min(1).max(MAX_CALL_ID_CHARS);

const callInput = z.strictObject({ callId });

/** Epoch ms. */
const epochMs = z.int().nonnegative();

const historyQuery = z.strictObject({
  text: z.string().max(500).exactOptional(),
  caller: z.string().max(100).exactOptional(),
  from: epochMs.exactOptional(),
  to: epochMs.exactOptional(),
  endReason: z.enum(END_REASONS).exactOptional(),
  state: z.enum(['live', 'ended', 'interrupted']).exactOptional(),
  tag: z.string().min(1).max(MAX_TAG_CHARS).exactOptional(),
  minDurationMs: z.int().nonnegative().exactOptional(),
  limit: z.int().min(1).max(MAX_HISTORY_PAGE).exactOptional(),
  cursor: z.string().min(1).max(500).exactOptional(),
});

/** A schema for the input of each request. */
export type RequestSchemas = {
  readonly [Channel in RequestChannel]: z.ZodType<Requests[Channel]['input']>;
};

/** The schema of every request's input. A missing or wrong one does not compile. */
export const REQUEST_SCHEMAS = {
  'app:snapshot': z.null(),
  'app:info': z.null(),
  'app:takeOver': z.null(),
  'calls:command': z.strictObject({ callId, command: callCommand }),
  'calls:place': outgoingCall,
  'calls:listen': callInput,
  'settings:list': z.null(),
  'settings:update': z.strictObject({
    changes: z
      .record(z.string().min(1).max(80), z.string().max(20_000))
      .refine((changes) => Object.keys(changes).length <= 100),
  }),
  'profiles:list': z.null(),
  // What is inside is checked by the store, which can say what is wrong where.
  'profiles:save': z.strictObject({ profile: z.record(z.string(), z.unknown()) }),
  'profiles:remove': z.strictObject({ id: z.string().min(1).max(40) }),
  'levels:open': z.null(),
  'logs:tail': z.strictObject({
    after: z.int().min(0),
    level: z.enum(LINE_LEVELS),
    call: z.string().max(MAX_CALL_ID_CHARS),
    limit: z.int().min(1).max(MAX_LOG_LINES),
  }),
  'app:diagnostics': z.null(),
  'history:health': z.null(),
  'history:search': z.strictObject({ query: historyQuery }),
  'history:call': callInput,
  'history:addNote': z.strictObject({ callId, text: z.string().trim().min(1).max(MAX_NOTE_CHARS) }),
  'history:setTags': z.strictObject({
    callId,
    tags: z.array(z.string().trim().min(1).max(MAX_TAG_CHARS)).max(MAX_TAGS),
  }),
  'history:deleteCaller': z.strictObject({
    callerNumber: z.string().min(1).max(MAX_CALLER_NUMBER_CHARS),
  }),
  'history:export': z.strictObject({ callId, format: z.enum(EXPORT_FORMATS) }),
  'audit:list': z.strictObject({
    before: z.int().nonnegative().nullable(),
    limit: z.int().min(1).max(MAX_AUDIT_PAGE),
  }),
  'audit:verify': z.null(),
} satisfies RequestSchemas;

/** The schema of the answer to a quit question. */
export const QUIT_ANSWER_SCHEMA = z.boolean();

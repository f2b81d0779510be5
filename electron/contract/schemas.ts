/**
 * What each request must look like. Main process only: the window and the preload script never load
 * this.
 */
import { z } from 'zod';
import { callCommand, outgoingCall } from '#main/rules/commandSchemas';
import {
  auditBefore,
  auditPageLimit,
  callerNumber,
  callId,
  callTags,
  historyQuery,
  noteText,
} from '#main/rules/recordSchemas';
import { EXPORT_FORMATS } from '#model/history';
import { MAX_CALL_ID_CHARS, MAX_LOG_LINES } from '#model/limits';
import { LINE_LEVELS } from '#model/log';
import type { Requests } from './api';
import type { RequestChannel } from './channels';

const callInput = z.strictObject({ callId });

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
  'history:search': z.strictObject({ query: historyQuery(z.number) }),
  'history:call': callInput,
  'history:addNote': z.strictObject({ callId, text: noteText }),
  'history:setTags': z.strictObject({ callId, tags: callTags }),
  'history:deleteCaller': z.strictObject({ callerNumber }),
  'history:export': z.strictObject({ callId, format: z.enum(EXPORT_FORMATS) }),
  'audit:list': z.strictObject({
    before: auditBefore(z.number).nullable(),
    limit: auditPageLimit(z.number),
  }),
  'audit:verify': z.null(),
} satisfies RequestSchemas;

/** The schema of the answer to a quit question. */
export const QUIT_ANSWER_SCHEMA = z.boolean();

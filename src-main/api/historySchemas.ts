/** Schemas of the history routes. The compiler checks each answer against the model's type. */
import { z } from 'zod';
import { auditQuery, callId, callTags, historyQuery, noteText } from '#main/rules/recordSchemas';
import type { EventInWords } from '#main/transcript/eventWords';
import type { SummaryInWords } from '#main/transcript/summaryWords';
import type { AuditAction } from '#model/audit';
import type { AuditLine } from '#model/auditLog';
import {
  type CallAct,
  type CallerSpelling,
  type CallHit,
  type CallNote,
  type HistoryFacets,
  type HistoryHit,
  type HistoryPage,
  RECORDED_STATES,
  type RecordedCall,
} from '#model/history';
import { VOICE_NAMES } from '#model/voices';
import { inboxMessageSchema } from './inboxSchemas';
import { replaySchema } from './replaySchemas';
import {
  alert,
  alertSignal,
  count,
  direction,
  disclosure,
  endReason,
  epochMs,
  lookUp,
  metrics,
  ms,
  transport,
  trial,
  turn,
} from './schemas';

/** Query of GET /history. */
export const historyQuerySchema = historyQuery(z.coerce.number);

/** A call in the history. */
const recordedCallSchema = z
  .object({
    id: z.string(),
    callerNumber: z.string().describe('Empty when withheld'),
    callerName: z.string(),
    dialedNumber: z.string(),
    direction,
    profileId: z.string().describe('Empty for calls of an older version, as the three below'),
    profileName: z.string().describe('Its name at that time'),
    model: z.string().describe("Gemini's model; empty where none talked"),
    transport: transport.describe('How the audio travelled last'),
    demo: z.boolean(),
    trial: trial.nullable().describe('What it tried; null for a call of a telephone'),
    state: z.enum(RECORDED_STATES).describe('interrupted: Cordboard ended during the call'),
    endReason: endReason.nullable(),
    startedAt: epochMs,
    answeredAt: epochMs.nullable(),
    endedAt: epochMs.nullable(),
    voice: z.enum(VOICE_NAMES),
    metrics,
    disclosure: disclosure.nullable(),
    outcome: z
      .string()
      .nullable()
      .describe('What it came to, by its summary; null while there is none, or none fits'),
    tags: z.array(z.string()).readonly(),
    recorded: z.boolean(),
    actors: z
      .array(z.string())
      .readonly()
      .describe('Who acted in it, as the audit names them, by their first deed'),
    alerts: z.array(alertSignal).readonly().describe('What called for attention in it'),
  })
  .meta({ id: 'RecordedCall' }) satisfies z.ZodType<RecordedCall>;

const hit = z.object({
  call: recordedCallSchema,
  excerpt: z
    .object({
      turnId: count.nullable().describe('null: the words stand in the summary'),
      text: z.string(),
      marks: z
        .array(z.tuple([count, count]).readonly())
        .readonly()
        .describe('[start, end) of each match in "text", in characters'),
    })
    .nullable(),
}) satisfies z.ZodType<HistoryHit>;

/** GET /history. */
export const historyPageSchema = z.object({
  hits: z.array(hit).readonly(),
  next: z.string().nullable().describe('"cursor" of the next page; null on the last page'),
}) satisfies z.ZodType<HistoryPage>;

const event = z.object({
  atMs: ms,
  kind: z.string(),
  code: z.string().describe('Stable name of the event; "text" for events of an older version'),
  text: z.string().describe('The event in English'),
}) satisfies z.ZodType<EventInWords>;

const note = z.object({
  id: count,
  at: epochMs,
  actor: z.string(),
  text: z.string(),
}) satisfies z.ZodType<CallNote>;

/** Any text: entries of another version may have actions that this version does not know. */
const auditAction = z
  .string()
  .describe('What was done, e.g. call.end') as unknown as z.ZodType<AuditAction>;

const act = z.object({
  atMs: z.number().describe('Milliseconds since the call began; negative before'),
  actor: z.string().describe('window:USER, api:TOKEN, plugin:NAME or rule:REASON'),
  action: auditAction,
  on: z.boolean().exactOptional().describe('Of a deed that switches something: whether on'),
}) satisfies z.ZodType<CallAct>;

/** GET /history/{id}/hits. */
export const callHitsSchema = z.object({
  hits: z
    .array(
      z.object({
        turnId: count.nullable().describe('null: the words stand in the summary'),
        marks: z
          .array(z.tuple([count, count]).readonly())
          .readonly()
          .describe('[start, end) of each match in the text, in characters'),
      }) satisfies z.ZodType<CallHit>,
    )
    .readonly()
    .describe('In the order of the call'),
});

/** GET /history/facets. */
export const facetsSchema = z.object({
  tags: z.array(z.string()).readonly(),
  alerts: z.array(alertSignal).readonly(),
  actors: z.array(z.string()).readonly(),
}) satisfies z.ZodType<HistoryFacets>;

/** GET /history/{id}/peaks. */
export const peaksSchema = z.object({
  bucketMs: ms.describe('Length of audio that one value stands for'),
  caller: z.array(count).readonly().describe('Largest magnitude of each bucket, 0 to 255'),
  heard: z.array(count).readonly().describe('The same of what the caller heard'),
});

/** The summary of a call. */
export const summarySchema = z
  .discriminatedUnion('state', [
    z.object({ state: z.literal('waiting'), at: epochMs }),
    z.object({
      state: z.literal('done'),
      at: epochMs,
      model: z.string().describe('The model that wrote it'),
      text: z.string(),
      outcome: z.string().nullable(),
      followUps: z.array(z.string()).readonly(),
      fields: z
        .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
        .describe("By the names that the profile declares; null: it wasn't said"),
    }),
    z.object({
      state: z.literal('failed'),
      at: epochMs,
      code: z.string().describe('Stable name of the reason'),
      reason: z.string().describe('The reason in English'),
    }),
  ])
  .meta({ id: 'CallSummary' }) satisfies z.ZodType<SummaryInWords>;

/** GET /history/{id}. */
export const callRecordSchema = z.object({
  call: recordedCallSchema,
  lookUp,
  turns: z.array(turn).readonly(),
  summary: summarySchema.nullable().describe('null: it has none and waits for none'),
  replays: z.array(replaySchema).readonly().describe('The newest first'),
  events: z.array(event).readonly(),
  acts: z.array(act).readonly().describe('What was done to the call, oldest first'),
  alerts: z
    .array(alert.omit({ since: true, sound: true }))
    .readonly()
    .describe('What called for attention, in the order in which it began'),
  notes: z.array(note).readonly(),
  messages: z.array(inboxMessageSchema).readonly().describe('Left by the caller'),
  recordings: z
    .array(
      z.object({
        startMs: ms
          .nullable()
          .describe('Its first sound, ms since the call began; null if an older version made it'),
        durationMs: ms,
        bytes: count,
        url: z.string(),
      }),
    )
    .readonly()
    .describe('Stereo WAV files: left the caller, right what the caller heard'),
});

/** GET /history/callers/{number}. */
export const spellingsSchema = z.object({
  spellings: z
    .array(
      z.object({
        number: z.string(),
        calls: count,
        lastAt: epochMs.describe('Start of the newest call'),
      }) satisfies z.ZodType<CallerSpelling>,
    )
    .readonly()
    .describe('The newest call first'),
});

/** Body of POST /history/{id}/notes. */
export const noteInputSchema = z.strictObject({ text: noteText });

/** Body of PUT /history/{id}/tags. */
export const tagsInputSchema = z.strictObject({ tags: callTags });

/** GET /audit. */
export const auditSchema = z.object({
  entries: z
    .array(
      z.object({
        seq: count,
        at: epochMs,
        actor: z.string().describe('window:USER, api:TOKEN, plugin:NAME or system'),
        action: auditAction,
        callId: z.string().nullable(),
        params: z.string().describe('JSON'),
        result: z.string(),
        hash: z.string(),
        call: z
          .object({ callerNumber: z.string(), callerName: z.string(), startedAt: epochMs })
          .nullable()
          .describe('The call it is about, as the record has it; null where it has none'),
      }) satisfies z.ZodType<AuditLine>,
    )
    .readonly(),
  next: count.nullable().describe('"before" of the next page; null on the last page'),
});

/** Query of GET /audit. */
export const auditQuerySchema = auditQuery(z.coerce.number);

/** Id of a call in a path. */
export const callParams = z.object({
  id: callId.describe("Id of the caller's Asterisk channel"),
});

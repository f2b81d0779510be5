/**
 * Schemas of the API's answers; the OpenAPI page is made from them. The compiler checks each
 * against the model's type.
 */
import { z } from 'zod';
import { bargeInMode } from '#main/rules/commandSchemas';
import type { AgentAhead } from '#model/ahead';
import { ALERT_SEVERITIES, type CallAlert, MEASURED_SIGNALS } from '#model/alert';
import type { HandBackBrief } from '#model/brief';
import {
  type Call,
  CALL_DIRECTIONS,
  CALL_STATES,
  MEDIA_TRANSPORT_NAMES,
  NOTICE_KINDS,
  RECORDING_STATES,
} from '#model/call';
import { DISCLOSURES } from '#model/disclosure';
import { END_REASONS } from '#model/endReasons';
import { COMPONENT_STATES, type ComponentHealth } from '#model/health';
import { STORE_STATES, type StoreHealth } from '#model/history';
import type { InstructionInForce } from '#model/instruction';
import { LOAD_STATES } from '#model/load';
import type { LookUp, LookUpAnswer, LookUpOutcome } from '#model/lookUp';
import { type CallMetrics, MUTE_REASONS, type TokenUsage } from '#model/metrics';
import { type Nudge, NUDGE_SEVERITIES } from '#model/nudge';
import type { Phrase } from '#model/phrases/phrase';
import type { Question } from '#model/question';
import { TOOL_STATES, type ToolUse } from '#model/toolUse';
import type { Turn } from '#model/transcript';
import type { Trial } from '#model/trial';
import { VOICE_NAMES } from '#model/voices';

export const epochMs = z.number().describe('Milliseconds since 1970');
export const ms = z.number().describe('Milliseconds');
export const count = z.int();

const component = z.object({
  state: z.enum(COMPONENT_STATES),
  message: z
    .string()
    .describe('What is wrong and what to do; empty when ready, or without a token'),
  version: z.string().describe('Version; empty if unknown'),
  since: epochMs,
}) satisfies z.ZodType<Omit<ComponentHealth, 'phrase'>>;

/** The parts the program depends on. */
const components = z.object({
  asterisk: component,
  gemini: component,
  mediaServer: component,
  api: component,
  vad: component,
  plugins: component,
  capacity: component,
  webhooks: component,
});

const tokens = z.object({
  promptTokens: count,
  promptAudioTokens: count,
  responseTokens: count,
  responseAudioTokens: count,
  thoughtsTokens: count,
}) satisfies z.ZodType<TokenUsage>;

/** Figures of a call, see model/metrics.ts for their exact meaning. */
export const metrics = z.object({
  lastTimeToFirstAudioMs: ms
    .nullable()
    .describe(
      'From the end of speech of the caller to the first audio of the last reply, ms; null before it',
    ),
  medianTimeToFirstAudioMs: ms.nullable().describe('Median of the above over the call, ms'),
  agentTurns: count,
  muteTurns: z
    .partialRecord(z.enum(MUTE_REASONS), count)
    .describe('Turns of the agent without sound although somebody waited for one, by reason'),
  bargeIns: count,
  lastBargeInReactionMs: ms
    .nullable()
    .describe(
      'From the onset of speech of the caller to the silencing of the agent at the last barge-in, ms',
    ),
  framesIn: count.describe('Frames of 20 ms from the caller'),
  framesOut: count.describe('Frames of 20 ms to the caller'),
  framesLate: count.describe('Frames from the caller that came more than 40 ms late'),
  framesLost: count.describe('Frames lost on the way or dropped by a full buffer'),
  playoutGaps: count.describe('Gaps that the caller heard within answers'),
  agentReconnects: count,
  voiceChanges: count,
  tokens,
  costEstimateUsd: z.number().describe('Estimated costs, US dollars; 0 in demo mode'),
}) satisfies z.ZodType<CallMetrics>;

export const endReason = z.enum(END_REASONS);

export const disclosure = z
  .enum(DISCLOSURES)
  .describe('Whether the caller heard that they talk with an AI; none: nothing is to be said');

/** A message as code and parameters. The English text stands beside it. */
export const phrase = z
  .object({ code: z.string(), params: z.record(z.string(), z.unknown()) })
  .describe('Stable code and parameters of the message') as unknown as z.ZodType<Phrase>;

const lookUpAnswer = z.object({
  context: z.string().describe('What the agent is told of the caller; empty: nothing'),
  voice: z.enum(VOICE_NAMES).nullable(),
  language: z.string().nullable(),
  greeting: z.string().nullable(),
  facts: z.record(z.string(), z.string()).describe('Values of the placeholders {lookup.NAME}'),
  ignored: z.array(z.string()).readonly().describe('Parts that were not as they must be'),
}) satisfies z.ZodType<LookUpAnswer>;

/** How a look-up went. */
export const lookUpOutcome = z.discriminatedUnion('state', [
  z.object({ state: z.literal('answered'), ms, status: count, answer: lookUpAnswer }),
  z.object({
    state: z.literal('failed'),
    ms,
    status: count.nullable().describe('HTTP status of the service; null if none came'),
    phrase,
    message: z.string(),
  }),
]) satisfies z.ZodType<LookUpOutcome>;

export const lookUp = z
  .discriminatedUnion('state', [
    ...lookUpOutcome.options,
    z.object({ state: z.literal('asking') }),
    z.object({ state: z.literal('called-off') }),
  ])
  .nullable()
  .describe('What was looked up of the caller; null: nothing') satisfies z.ZodType<LookUp | null>;

const notice = z.object({
  kind: z.enum(NOTICE_KINDS),
  severity: z.enum(['info', 'warn', 'danger']),
  phrase,
  message: z.string(),
  at: epochMs,
});

export const direction = z.enum(CALL_DIRECTIONS);

export const transport = z.enum(MEDIA_TRANSPORT_NAMES).nullable();

const asked = {
  id: z.string().describe('Goes with the answer, see POST /calls/{id}/questions/answer'),
  askedAt: epochMs,
  deadline: epochMs.describe('When the agent goes on without an answer, ms since 1970'),
};

const question = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('question'),
    ...asked,
    text: z.string(),
    fallback: z.string().describe('What the agent does without an answer'),
  }),
  z.object({
    kind: z.literal('approval'),
    ...asked,
    text: z.string().describe('What the tool does'),
    tool: z.string(),
    args: z.record(z.string(), z.unknown()),
  }),
]) satisfies z.ZodType<Question>;

const nudge = z.object({
  id: z.string(),
  reason: z.string().describe('Why the rule of the profile acted'),
  severity: z.enum(NUDGE_SEVERITIES),
  watch: z.enum(['words', 'promise', 'failures', 'silence']),
  act: z.enum(['notice', 'whisper', 'hand-over']),
  failure: phrase.nullable().describe('Why it could not be done'),
  at: epochMs,
}) satisfies z.ZodType<Nudge>;

/** See AlertSignal. */
export const alertSignal = z.enum([...MEASURED_SIGNALS, 'nudge', ...NOTICE_KINDS]);

/** See CallAlert. */
export const alert = z.object({
  id: z.string(),
  signal: alertSignal,
  topic: z.string().describe('Name of the keyword rule, or reason of the nudge; else empty'),
  severity: z.enum(ALERT_SEVERITIES),
  phrase,
  message: z.string().describe('Why, in words'),
  since: epochMs.describe('When it first called for attention'),
  at: epochMs.describe('The second to look at'),
  turnId: count.nullable().describe('The turn that shows it'),
  over: epochMs.nullable().describe('When its cause was over'),
  acknowledged: z.object({ by: z.string(), at: epochMs }).nullable(),
  sound: z.boolean(),
}) satisfies z.ZodType<CallAlert>;
/** What a call tries that was made at the desk. */
export const trial = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('test') }),
  z.object({
    kind: z.literal('replay'),
    callId: z.string().describe('The call that is played again'),
    turnId: z.number(),
  }),
]) satisfies z.ZodType<Trial>;

const callSchema = z.object({
  id: z.string(),
  meterId: count,
  callerNumber: z.string().describe('Empty when withheld'),
  callerName: z.string(),
  dialedNumber: z.string(),
  direction,
  profileId: z.string(),
  profileName: z.string().describe('Its name when the call came; empty for a service'),
  model: z.string().describe("Gemini's model; empty for a service and a simulated agent"),
  hasAgent: z
    .boolean()
    .describe('False for the media test and conferences: what needs an agent is refused there'),
  demo: z.boolean(),
  trial: trial.nullable().describe('What it tries; null for a call of a telephone'),
  state: z.enum(CALL_STATES),
  endReason: endReason.nullable(),
  startedAt: epochMs,
  answeredAt: epochMs.nullable(),
  endedAt: epochMs.nullable(),
  agentState: z.enum(['idle', 'listening', 'thinking', 'speaking', 'paused']),
  agentLink: z.enum(['connecting', 'ready', 'resuming', 'switching-voice', 'failed', 'closed']),
  callerSpeaking: z.boolean(),
  quietSince: epochMs
    .nullable()
    .describe('Since when nobody has spoken although both could; null: somebody does'),
  voice: z.enum(VOICE_NAMES),
  pendingVoice: z.enum(VOICE_NAMES).nullable(),
  pendingModel: z.string().nullable().describe('Model that was asked for and does not talk yet'),
  transport,
  bargeIn: bargeInMode.describe('What happens when the caller speaks while the agent does'),
  heldBy: z.enum(['caller', 'supervisor']).nullable(),
  callerMuted: z.boolean().describe('The agent does not hear the caller'),
  agentMuted: z.boolean().describe('The caller does not hear the agent'),
  agentPaused: z.boolean(),
  sentenceHeld: z
    .boolean()
    .describe('A supervisor holds what the agent is saying: the caller hears silence'),
  floor: z.enum(['agent', 'supervisor']).describe('Who speaks to the caller'),
  listeners: z
    .array(z.string())
    .readonly()
    .describe('Whose headsets are on the call, e.g. window:ann'),
  speaker: z.string().nullable().describe('Which supervisor speaks in the call, e.g. window:ann'),
  music: z.boolean().describe('The caller hears music of ours, and nothing else'),
  recording: z.enum(RECORDING_STATES),
  disclosure,
  lookUp,
  consultation: z
    .object({ target: z.string(), state: z.enum(['ringing', 'talking', 'joining']) })
    .nullable()
    .describe('The third party that the supervisor consults before a transfer'),
  questions: z
    .array(question)
    .readonly()
    .describe('What the agent waits for the supervisor to answer, in order'),
  nudges: z
    .array(nudge)
    .readonly()
    .describe('The newest deed of each rule of the profile that has acted'),
  notices: z.array(notice).readonly(),
  alerts: z
    .array(alert)
    .readonly()
    .describe('The newest of each signal and topic, also those over or acknowledged'),
  metrics,
}) satisfies z.ZodType<Call>;

const toolUse = z.object({
  name: z.string(),
  state: z.enum(TOOL_STATES),
  args: z.string().nullable().describe('As JSON, masked; null where nobody may read any of it'),
  result: z.string().nullable().describe('What it brought, as JSON, or why it failed; masked'),
  tookMs: ms.nullable(),
}) satisfies z.ZodType<ToolUse>;

/** One turn of a transcript. */
export const turn = z.object({
  id: count,
  speaker: z.enum(['caller', 'agent', 'system']),
  status: z.enum(['partial', 'final', 'truncated']),
  text: z.string(),
  note: phrase.nullable().describe('What a turn of the system says, as code and parameters'),
  heardChars: count.nullable(),
  startMs: ms,
  endMs: ms.nullable(),
  timeToFirstAudioMs: ms.nullable(),
  tool: toolUse.exactOptional().describe('The call of a tool that a turn of the system is about'),
  by: z
    .string()
    .exactOptional()
    .describe('Turns of the system: whose doing the note tells, or who spoke to the caller'),
}) satisfies z.ZodType<Turn>;

/** GET /calls/{id}. */
export const callDetailSchema = z.object({
  call: callSchema,
  transcript: z.array(turn).readonly(),
});

/** GET /calls/{id}/transcript. */
export const transcriptSchema = z.object({
  callId: z.string(),
  turns: z.array(turn).readonly(),
});

/** GET /calls/{id}/ahead. */
export const aheadSchema = z.object({
  ahead: z
    .object({
      turnId: count.describe(
        "The agent's turn that the caller hears now; its later ones are ahead",
      ),
      heardChars: count.describe('Characters of its text that the caller has heard: an estimate'),
      heardShare: z.number().describe('Share of its audio so far that the caller has heard, 0..1'),
      aheadMs: ms.describe('Length of the audio that waits, ms'),
      goesOnInMs: ms
        .nullable()
        .describe('A supervisor holds the sentence: time until it goes on by itself, ms'),
    })
    .nullable()
    .describe('Null: nothing waits') satisfies z.ZodType<AgentAhead | null>,
});

/** GET /calls/{id}/brief. */
export const briefSchema = z.object({
  text: z.string().describe('What was said since the take-over, a line for each turn'),
  of: z
    .array(count)
    .readonly()
    .describe('How much of each turn it was made of, characters: `briefOf` of a hand-back'),
}) satisfies z.ZodType<HandBackBrief>;

/** GET /calls/{id}/instruction. */
export const instructionSchema = z.object({
  text: z.string().describe('With the facts of the call in its places'),
  changed: z.boolean().describe('A supervisor has replaced that of the profile for this call'),
}) satisfies z.ZodType<InstructionInForce>;

/** GET /calls. */
export const callsSchema = z.object({ calls: z.array(callSchema) });

/** GET /health. */
export const healthSchema = z.object({
  status: z.enum(['ready', 'not-ready']),
  mode: z.enum(['demo', 'live']),
  reasons: z.array(
    z.object({
      component: z.string(),
      state: z.string(),
      message: z.string().describe('Empty without a token'),
    }),
  ),
  warnings: z.array(z.string()).describe('Problems that do not prevent calls'),
});

/** GET /status. */
export const statusSchema = z.object({
  name: z.literal('Cordboard'),
  mode: z.enum(['demo', 'live']),
  versions: z.object({
    cordboard: z.string(),
    asterisk: z.string(),
    node: z.string(),
    electron: z.string().describe('Empty outside Electron'),
  }),
  startedAt: epochMs,
  uptimeMs: ms,
  components,
  history: z.object({
    state: z.enum(STORE_STATES),
    message: z.string().describe('Empty when ready, and without a token'),
    queuedRows: count,
    droppedRows: count,
  }) satisfies z.ZodType<Omit<StoreHealth, 'phrase'>>,
  calls: z.object({
    active: count.describe('Calls that have not ended'),
    ringing: count,
    live: count,
    held: count,
    max: count.describe('MAX_CALLS; 0: no limit'),
    refused: count.describe('Calls that were not answered because there were as many already'),
  }),
  load: z.object({
    state: z.enum(LOAD_STATES),
    loopDelayP99Ms: ms.describe(
      'How late the main process came to its work in the last 10 s: 99th percentile, ms',
    ),
    vadLagMs: ms.describe(
      'Longest time that the voice detection was behind the callers in the last 5 s, ms',
    ),
  }),
  process: z.object({ memoryBytes: count }),
});

/** What the HTTP API answers with; the OpenAPI pages are made from these. Each schema is checked against the model's type. */
import { z } from 'zod';
import type { Call } from '../model/call';
import type { ComponentHealth } from '../model/health';
import type { CallMetrics, TokenUsage } from '../model/metrics';
import type { Turn } from '../model/transcript';
import { VOICE_NAMES } from '../model/voices';

const epochMs = z.number().describe('Milliseconds since 1970');
const ms = z.number().describe('Milliseconds');
const count = z.int();

const component = z.object({
  state: z.enum(['off', 'missing', 'connecting', 'ready', 'reconnecting', 'failed']),
  message: z.string().describe('What is wrong and what to do; empty when ready'),
  version: z.string().describe('Version, when known'),
  since: epochMs,
}) satisfies z.ZodType<ComponentHealth>;

/** The parts the program depends on. */
const components = z.object({
  asterisk: component,
  gemini: component,
  mediaServer: component,
  api: component,
});

const tokens = z.object({
  promptTokens: count,
  promptAudioTokens: count,
  responseTokens: count,
  responseAudioTokens: count,
  thoughtsTokens: count,
}) satisfies z.ZodType<TokenUsage>;

const metrics = z.object({
  lastTimeToFirstAudioMs: ms.nullable(),
  medianTimeToFirstAudioMs: ms.nullable(),
  agentTurns: count,
  bargeIns: count,
  lastBargeInReactionMs: ms.nullable(),
  framesIn: count,
  framesOut: count,
  framesLate: count,
  framesLost: count,
  playoutGaps: count,
  agentReconnects: count,
  voiceChanges: count,
  tokens,
  costEstimateUsd: z.number().describe('Estimate in US dollars'),
}) satisfies z.ZodType<CallMetrics>;

const notice = z.object({
  kind: z.string(),
  severity: z.enum(['info', 'warn', 'danger']),
  message: z.string(),
  at: epochMs,
});

const onThisMachine = 'Only told to clients on this machine; null otherwise';

/** A call as the API shows it: personal data are null for clients elsewhere. */
export type CallView = Omit<Call, 'callerNumber' | 'callerName'> & {
  readonly callerNumber: string | null;
  readonly callerName: string | null;
};

/** One call. */
export const callSchema = z.object({
  id: z.string(),
  meterId: count,
  callerNumber: z.string().nullable().describe(onThisMachine),
  callerName: z.string().nullable().describe(onThisMachine),
  dialedNumber: z.string(),
  demo: z.boolean(),
  state: z.enum(['ringing', 'answering', 'connecting', 'live', 'held', 'ended']),
  endReason: z
    .enum([
      'caller-hung-up',
      'supervisor-hung-up',
      'declined',
      'agent-unavailable',
      'media-failed',
      'setup-failed',
      'asterisk-lost',
      'max-duration',
      'shutdown',
    ])
    .nullable(),
  startedAt: epochMs,
  answeredAt: epochMs.nullable(),
  endedAt: epochMs.nullable(),
  agentState: z.enum(['idle', 'listening', 'thinking', 'speaking', 'paused']),
  agentLink: z.enum(['connecting', 'ready', 'resuming', 'switching-voice', 'failed', 'closed']),
  callerSpeaking: z.boolean(),
  voice: z.enum(VOICE_NAMES),
  pendingVoice: z.enum(VOICE_NAMES).nullable(),
  transport: z.enum(['websocket-dial', 'websocket-listen', 'simulated']).nullable(),
  notices: z.array(notice).readonly(),
  metrics,
}) satisfies z.ZodType<CallView>;

const turn = z.object({
  id: count,
  speaker: z.enum(['caller', 'agent', 'system']),
  status: z.enum(['partial', 'final', 'truncated']),
  text: z.string(),
  heardChars: count.nullable(),
  startMs: ms,
  endMs: ms.nullable(),
  timeToFirstAudioMs: ms.nullable(),
}) satisfies z.ZodType<Turn>;

/** GET /calls/{id}. */
export const callDetailSchema = z.object({
  call: callSchema,
  transcript: z.array(turn).readonly().nullable().describe(onThisMachine),
});

/** GET /calls. */
export const callsSchema = z.object({ calls: z.array(callSchema) });

/** GET /health. */
export const healthSchema = z.object({
  status: z.enum(['ready', 'not-ready']),
  mode: z.enum(['demo', 'live']),
  reasons: z.array(z.object({ component: z.string(), state: z.string(), message: z.string() })),
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
  calls: z.object({
    active: count.describe('Calls that are not over'),
    ringing: count,
    live: count,
    held: count,
  }),
  process: z.object({
    memoryBytes: count,
    eventLoopDelayP99Ms: ms.describe('99th percentile since the last request for the status'),
  }),
});

/** Any refusal (RFC 9457, "Problem Details for HTTP APIs"). */
export const problemSchema = z.object({
  type: z.literal('about:blank'),
  title: z.string(),
  status: count,
  detail: z.string(),
});

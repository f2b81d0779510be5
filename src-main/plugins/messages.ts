/**
 * Messages between the program and a plugin's thread. Those from the thread are parsed: a plugin's
 * code may post anything.
 */
import { z } from 'zod';
import type { Call, CallId } from '#model/call';
import { MAX_CALL_ID_CHARS } from '#model/limits';
import { TOOL_SCHEDULINGS } from '#model/profile';
import type { PluginCommandResult, PluginEventName, PluginEvents } from './cordboardPipeline';

/** What a thread is started with. */
export type PluginWorkerData = {
  /** URL of the plugin's module. */
  readonly moduleUrl: string;
  readonly calls: readonly Call[];
};

export type PluginEventMessage = {
  readonly [Name in PluginEventName]: { readonly name: Name; readonly event: PluginEvents[Name] };
}[PluginEventName];

/** Frames of one call. Each is 640 bytes of the caller, then 640 of what they heard. */
export type AudioMessage = {
  readonly type: 'audio';
  readonly callId: CallId;
  /** Time of the first frame, ms since the tap was opened. */
  readonly atMs: number;
  readonly samples: Int16Array<ArrayBuffer>;
  /** For each frame, whether the caller heard something. */
  readonly heard: readonly boolean[];
};

/** Program to thread. */
export type ToPlugin =
  | { readonly type: 'events'; readonly events: readonly PluginEventMessage[] }
  | AudioMessage
  | {
      readonly type: 'tool';
      readonly id: number;
      readonly name: string;
      readonly args: Readonly<Record<string, unknown>>;
      readonly callId: CallId;
    }
  | { readonly type: 'cancelTool'; readonly id: number }
  | { readonly type: 'vadOpen'; readonly id: number; readonly engine: string }
  | {
      readonly type: 'vadFrame';
      readonly id: number;
      readonly samples: Int16Array<ArrayBuffer>;
      readonly atMs: number;
      readonly echoFloor: number;
    }
  | { readonly type: 'vadClose'; readonly id: number }
  | { readonly type: 'acted'; readonly id: number; readonly result: PluginCommandResult }
  | { readonly type: 'ping'; readonly seq: number };

/** Names of tools and engines. */
export const PLUGIN_NAME = /^[A-Za-z_][\w-]{0,63}$/;

const name = z.string().regex(PLUGIN_NAME);
const id = z.int().nonnegative();
const ms = z.number();

/** An object, so that a missing name does not compile. */
const EVENT_NAMES = Object.keys({
  'call.added': 0,
  'call.changed': 0,
  'call.ended': 0,
  'session.link': 0,
  'session.voice': 0,
  'audio.callerSpeech': 0,
  'audio.bargeIn': 0,
  'transcript.turn': 0,
  alert: 0,
  'question.asked': 0,
  'rule.acted': 0,
} satisfies Record<PluginEventName, 0>) as PluginEventName[];

const toolSchema = z.object({
  name,
  description: z.string().max(2_000),
  parameters: z.record(z.string(), z.unknown()),
  scheduling: z.enum(TOOL_SCHEDULINGS),
  timeoutMs: z.number().int().min(100).max(60_000),
});

/** Thread to program. */
export const fromPluginSchema = z.discriminatedUnion('type', [
  /** The set-up is done; nothing more can be registered. */
  z.object({
    type: z.literal('ready'),
    events: z.array(z.enum(EVENT_NAMES)),
    audio: z.boolean(),
    tools: z.array(toolSchema).max(32),
    vadEngines: z.array(name).max(8),
  }),
  z.object({ type: z.literal('failed'), message: z.string().max(4_000) }),
  z.object({ type: z.literal('threw'), where: z.string().max(80), message: z.string().max(4_000) }),
  z.object({
    type: z.literal('toolDone'),
    id,
    response: z.record(z.string(), z.unknown()).nullable(),
    error: z.string().max(1_000),
  }),
  z.object({
    type: z.literal('act'),
    id,
    callId: z.string().max(MAX_CALL_ID_CHARS),
    command: z.unknown(),
  }),
  z.object({
    type: z.literal('vad'),
    id,
    what: z.enum(['start', 'end']),
    atMs: ms,
  }),
  z.object({ type: z.literal('pong'), seq: id }),
  z.object({
    type: z.literal('log'),
    level: z.enum(['debug', 'info', 'warn', 'error']),
    message: z.string().max(4_000),
    fields: z.record(z.string(), z.unknown()),
  }),
]);

export type FromPlugin = z.infer<typeof fromPluginSchema>;

/** What a plugin has registered. */
export type PluginRegistrations = Extract<FromPlugin, { type: 'ready' }>;

/** A tool a plugin has registered. */
export type RegisteredTool = z.infer<typeof toolSchema>;

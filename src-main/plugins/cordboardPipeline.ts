/**
 * The extension API: what a plugin can see and do. A plugin is a local ES module named in the
 * setting PLUGINS; its export `plugin` is called once with a CordboardPipeline:
 *
 *     export function plugin(cordboard) {
 *       cordboard.on('transcript.turn', ({ callId, turn }) => { ... });
 *     }
 *
 * It runs in a thread of its own, without the program's secrets. Whatever it does there, calls go
 * on: what throws is logged, and a plugin that does not keep up is cut off. Everything that arrives
 * is a copy. What is to be registered must be registered before that function has returned (or its
 * promise is fulfilled), 10 s at most.
 */
import type { Call, CallId, CallNotice } from '#model/call';
import type { CallCommand } from '#model/commands';
import type { JsonSchema, ToolScheduling } from '#model/profile';
import type { Turn } from '#model/transcript';

/** What a plugin may listen to, by name. Events come in order, 50 ms late at most. */
export type PluginEvents = {
  /** A call has come, or was placed. */
  'call.added': { readonly call: Call };
  /** Anything of a call has changed. */
  'call.changed': { readonly call: Call };
  /** A call is over; `call.endReason` says why. */
  'call.ended': { readonly call: Call };
  /** The connection of the voice agent has changed: `call.agentLink`. */
  'session.link': { readonly call: Call };
  /** The voice has changed: `call.voice`. */
  'session.voice': { readonly call: Call };
  /** The caller has begun or finished speaking, as the detector hears it: `call.callerSpeaking`. */
  'audio.callerSpeech': { readonly call: Call };
  /** The caller has interrupted the agent. */
  'audio.bargeIn': { readonly call: Call };
  /** A turn is new or has grown; `turn.status` says whether it is complete. */
  'transcript.turn': { readonly callId: CallId; readonly turn: Turn };
  /** Something the supervisor should know of a call, e.g. a watchdog's finding. */
  alert: { readonly call: Call; readonly notice: CallNotice };
};

/** Name of an event. */
export type PluginEventName = keyof PluginEvents;

/**
 * 20 ms of a call: 320 samples each, 16-bit mono at 16 kHz. `heard` is what the caller hears, null
 * for silence.
 */
export type AudioTapFrame = {
  readonly callId: CallId;
  /** ms since the tap was opened, on the caller's clock. */
  readonly atMs: number;
  readonly caller: Int16Array;
  readonly heard: Int16Array | null;
};

/** A tool the agent may call, in every profile. */
export type PluginTool = {
  /** Letters, digits and underscore, at most 64; unlike those of profiles and other plugins. */
  readonly name: string;
  /** What the agent is told of it. */
  readonly description: string;
  /** JSON Schema of the arguments, of type object. */
  readonly parameters: JsonSchema;
  /** When the agent learns the result; `wait` by default. */
  readonly scheduling?: ToolScheduling;
  /**
   * Longest time for a result, ms; 10,000 by default. After it the agent is told that the tool
   * failed.
   */
  readonly timeoutMs?: number;
};

/**
 * Carries a call of a tool out. `signal` aborts when the result is not wanted any more. What it
 * gives must be plain data.
 */
export type PluginToolHandler = (
  args: Readonly<Record<string, unknown>>,
  context: { readonly callId: CallId; readonly signal: AbortSignal },
) => unknown;

/** What a detector of a plugin reports; times are those of `push`. */
export type PluginVadReport = {
  /** The caller has begun to speak at `onsetMs`. */
  speechStart(onsetMs: number): void;
  /** The caller has stopped at `endMs`. */
  speechEnd(endMs: number): void;
};

/** A detector for one call. */
export type PluginVad = {
  /**
   * 20 ms of the caller, 320 samples at 16 kHz. `echoFloor`: RMS up to which it may be the agent's
   * echo; 0 when none can be.
   */
  push(frame: Int16Array, atMs: number, echoFloor: number): void;
  /** The call is over. */
  close?(): void;
};

/** Makes the detectors of an engine. */
export type PluginVadFactory = (report: PluginVadReport) => PluginVad;

/** The outcome of an action; `message` says what was wrong and what to do. */
export type PluginActionResult =
  { readonly ok: true } | { readonly ok: false; readonly kind: string; readonly message: string };

/** What a plugin is given. */
export interface CordboardPipeline {
  /** Calls that are not over, as they are now. */
  readonly calls: readonly Call[];
  /** Follows an event. A handler that throws is logged and called again the next time. */
  on<Name extends PluginEventName>(name: Name, handler: (event: PluginEvents[Name]) => void): void;
  /** Gets the audio of every call, 100 ms (5 frames) at a time. */
  registerAudioTap(handler: (frame: AudioTapFrame) => void): void;
  /** Gives the agent a tool. Throws when the name is taken or not fit. */
  registerTool(tool: PluginTool, handler: PluginToolHandler): void;
  /**
   * Offers an engine for voice activity detection; VAD_ENGINE names the one in use. Throws when the
   * name is taken or not fit.
   */
  registerVadEngine(name: string, create: PluginVadFactory): void;
  /** Does to a call what a supervisor can do; written into the audit as `plugin:<name>`. */
  act(callId: CallId, action: CallCommand): Promise<PluginActionResult>;
  /** Writes a line into Cordboard's log. Personal data belongs under a key `pii` of `fields`. */
  log(
    level: 'debug' | 'info' | 'warn' | 'error',
    message: string,
    fields?: Readonly<Record<string, unknown>>,
  ): void;
}

/** What a plugin exports under the name `plugin`. */
export type CordboardPlugin = (cordboard: CordboardPipeline) => void | Promise<void>;

/**
 * The extension API: what a plugin can see and do. A plugin is a local ES module named in the
 * setting PLUGINS; its export `plugin` is called once with a CordboardPipeline:
 *
 *     export function plugin(cordboard) {
 *       cordboard.on('transcript.turn', ({ callId, turn }) => { ... });
 *     }
 *
 * The plugin runs in its own thread, without the program's secrets. Calls go on whatever it does:
 * exceptions are logged, and a plugin that does not keep up is cut off. Everything it gets is a
 * copy. It must register everything before that function returns, or before the returned promise is
 * fulfilled, within 10 s.
 */
import type { CallAlert } from '#model/alert';
import type { Call, CallId } from '#model/call';
import type { CallCommand } from '#model/commands';
import type { Nudge } from '#model/nudge';
import type { JsonSchema, ToolScheduling } from '#model/profile';
import type { Question } from '#model/question';
import type { Turn } from '#model/transcript';

/** Events by name. They arrive in order, at most 100 ms late. */
export type PluginEvents = {
  /** A call has arrived or was placed. */
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
  /** Something in a call calls for attention, or has got worse. */
  alert: { readonly call: Call; readonly alert: CallAlert };
  /** The agent asks the supervisor; `act` answers. `call.questions` has all that are open. */
  'question.asked': { readonly call: Call; readonly question: Question };
  /** A rule of the profile has acted in a call. */
  'rule.acted': { readonly call: Call; readonly nudge: Nudge };
};

export type PluginEventName = keyof PluginEvents;

/** 20 ms of a call: 320 samples for each side, 16-bit mono at 16 kHz. */
export type AudioTapFrame = {
  readonly callId: CallId;
  /** ms since the tap was opened, on the line's clock. */
  readonly atMs: number;
  readonly caller: Int16Array;
  /** What the caller hears; null for silence. */
  readonly heard: Int16Array | null;
};

/** A tool that the agent may call, in every profile. */
export type PluginTool = {
  /** At most 64 letters, digits, `_` and `-`; unlike the names of other tools. */
  readonly name: string;
  /** Says to the agent what the tool does. */
  readonly description: string;
  /** JSON Schema of the arguments, of type object. */
  readonly parameters: JsonSchema;
  /** When the agent learns the result; `wait` by default. */
  readonly scheduling?: ToolScheduling;
  /** Longest time for a result, ms; 10,000 by default. After it the tool counts as failed. */
  readonly timeoutMs?: number;
};

/**
 * Carries out a call of a tool. The result must be plain data. `signal` aborts when the result is
 * no longer needed.
 */
export type PluginToolHandler = (
  args: Readonly<Record<string, unknown>>,
  context: { readonly callId: CallId; readonly signal: AbortSignal },
) => unknown;

/** Takes what a plugin's detector finds. Times are those of `push`. */
export type PluginVadReport = {
  /** The caller began to speak at `onsetMs`. */
  speechStart(onsetMs: number): void;
  /** The caller stopped speaking at `endMs`. */
  speechEnd(endMs: number): void;
};

/** The detector of one call. */
export type PluginVad = {
  /**
   * Takes 20 ms of the caller: 320 samples at 16 kHz.
   * @param echoFloor Sound up to this RMS may be the echo of the agent; 0: there is no echo.
   */
  push(frame: Int16Array, atMs: number, echoFloor: number): void;
  /** The call is over. */
  close?(): void;
};

/** Makes the detector of one call. */
export type PluginVadFactory = (report: PluginVadReport) => PluginVad;

/** The outcome of a command. */
export type PluginCommandResult =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly kind: string;
      /** Stable name of the message, e.g. `refused.held-already`. */
      readonly code: string;
      /** Values in the message, by name. One that has `code` and `params` is a message itself. */
      readonly params: Readonly<Record<string, unknown>>;
      /** What was wrong and what to do. */
      readonly message: string;
    };

/** The object that a plugin gets. */
export interface CordboardPipeline {
  /** The calls that are not over, as they are now. */
  readonly calls: readonly Call[];
  /** Adds a handler for an event. An exception of the handler is logged; the handler stays. */
  on<Name extends PluginEventName>(name: Name, handler: (event: PluginEvents[Name]) => void): void;
  /** Gets the audio of every call, 100 ms (5 frames) at a time. */
  registerAudioTap(handler: (frame: AudioTapFrame) => void): void;
  /** Gives the agent a tool. Throws when the name is invalid or taken. */
  registerTool(tool: PluginTool, handler: PluginToolHandler): void;
  /**
   * Offers an engine for voice activity detection; VAD_ENGINE names the one in use. Throws when the
   * name is invalid or taken.
   */
  registerVadEngine(name: string, create: PluginVadFactory): void;
  /**
   * Carries out a command for a call, as for a supervisor. Resolves with `ok: false` if it is
   * refused or fails. The audit names `plugin:<name>`.
   */
  act(callId: CallId, command: CallCommand): Promise<PluginCommandResult>;
  /** Writes a line into Cordboard's log. Personal data belongs under a key `pii` of `fields`. */
  log(
    level: 'debug' | 'info' | 'warn' | 'error',
    message: string,
    fields?: Readonly<Record<string, unknown>>,
  ): void;
}

/** The function that a plugin exports under the name `plugin`. */
export type CordboardPlugin = (cordboard: CordboardPipeline) => void | Promise<void>;

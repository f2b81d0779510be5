// Generated from src-main/plugins/cordboardPipeline.ts; do not edit.

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

/** Everything that is shown of a call; replaced as a whole when any part changes. */
export type Call = {
  readonly id: CallId;
  /** Small number for the level stream (see LevelBatch); unique among calls of one run. */
  readonly meterId: number;
  /** Caller's number as Asterisk gives it; empty when withheld. Personal data. */
  readonly callerNumber: string;
  /** Caller's display name; empty when none. Personal data. */
  readonly callerName: string;
  /** Extension or number that was dialled. */
  readonly dialedNumber: string;
  readonly direction: CallDirection;
  /** Id of the profile the call runs with (model/profile.ts). */
  readonly profileId: string;
  /** Its name when the call came; empty where a service has the call. */
  readonly profileName: string;
  /** Gemini's model; empty for a service and a simulated agent. */
  readonly model: string;
  /** Model that was asked for and does not talk yet; null when none. */
  readonly pendingModel: string | null;
  /** Whether a voice agent talks in it. A service has the others, e.g. a conference. */
  readonly hasAgent: boolean;
  /** Simulated call of the demo mode. */
  readonly demo: boolean;
  /** What it tries, where nobody on a telephone made it; null for all other calls. */
  readonly trial: Trial | null;
  readonly state: CallState;
  /** Set when state is `ended`. */
  readonly endReason: EndReason | null;
  /** Epoch ms at which the call reached Cordboard. */
  readonly startedAt: number;
  /** Epoch ms at which it was answered; null before. */
  readonly answeredAt: number | null;
  /** Epoch ms at which it ended; null before. */
  readonly endedAt: number | null;
  readonly agentState: AgentState;
  readonly agentLink: AgentLink;
  /** The VAD hears the caller speak. */
  readonly callerSpeaking: boolean;
  /**
   * Since when nobody has spoken although caller and agent could, epoch ms; null while somebody
   * speaks or owes an answer, and for a pause that is part of any talk. A hold, a mute or a
   * take-over is no such silence.
   */
  readonly quietSince: number | null;
  readonly voice: VoiceName;
  /** Voice that was asked for and is not yet heard; null when none. */
  readonly pendingVoice: VoiceName | null;
  readonly transport: MediaTransportName | null;
  readonly bargeIn: BargeInMode;
  /** Who put the call on hold; null when it is not held. */
  readonly heldBy: 'caller' | 'supervisor' | null;
  /**
   * Agent, recording and plugins get silence instead of the caller. The supervisor's headset and
   * the transcript of a take-over still get them.
   */
  readonly callerMuted: boolean;
  /** The caller gets silence instead of the agent; the agent does not know. */
  readonly agentMuted: boolean;
  /** The supervisor stopped the agent for a while: it neither hears nor speaks. */
  readonly agentPaused: boolean;
  /** A supervisor holds what the agent is saying: the caller hears silence until it goes on. */
  readonly sentenceHeld: boolean;
  readonly floor: FloorHolder;
  /** Whose headsets are on the call, e.g. `window:ann`, in the order in which they came. */
  readonly listeners: readonly string[];
  /** Who speaks in it, to the caller or to a consulted party; null when no supervisor does. */
  readonly speaker: string | null;
  /** Music of ours is on the caller's line: they hear nothing else. */
  readonly music: boolean;
  readonly recording: RecordingState;
  readonly disclosure: Disclosure;
  /** Null where nothing is looked up. Personal data. */
  readonly lookUp: LookUp | null;
  readonly consultation: Consultation | null;
  /** What the agent waits for the supervisor to answer, in the order in which it asked. */
  readonly questions: readonly Question[];
  /** The newest deed of each rule of the profile that has acted, in their order. */
  readonly nudges: readonly Nudge[];
  readonly notices: readonly CallNotice[];
  /** The newest of each signal and topic, also those that are over or acknowledged. */
  readonly alerts: readonly CallAlert[];
  readonly metrics: CallMetrics;
};

/** Identity of a call: the unique id of the caller's Asterisk channel. */
export type CallId = string;

/** One turn. Replaced as a whole when it grows; `id` stays. */
export type Turn = {
  /** Position in the transcript, from 0; unique in the call. */
  readonly id: number;
  readonly speaker: TurnSpeaker;
  readonly status: TurnStatus;
  /** Text so far. A speech recogniser's text, not evidence of what was said. Personal data. */
  readonly text: string;
  /** What a `system` turn says, which `text` has in English; null in all others. */
  readonly note: Phrase | null;
  /**
   * For `truncated`: how many characters of `text` the caller heard, estimated from the playout
   * position. Null otherwise.
   */
  readonly heardChars: number | null;
  /** Start, ms since the call reached Cordboard. */
  readonly startMs: number;
  /** End, ms since the call reached Cordboard; null while partial. */
  readonly endMs: number | null;
  /**
   * Agent turns: ms from the end of the caller's speech to the first audio sent; null when not a
   * reply.
   */
  readonly timeToFirstAudioMs: number | null;
  /** The call of a tool that a `system` turn is about; left out in all others. */
  readonly tool?: ToolUse;
  /**
   * `system` turns: whose doing the note tells, or who spoke, as the audit names them; left out
   * where nobody did, and in calls of an older version.
   */
  readonly by?: string;
};

export type CallAlert = {
  /** Unique in its call. */
  readonly id: string;
  readonly signal: AlertSignal;
  /** Which of several: the name of a keyword rule, or the reason of a nudge; else empty. */
  readonly topic: string;
  readonly severity: AlertSeverity;
  /** Why, in words. Its params may hold personal data. */
  readonly phrase: Phrase;
  /** The phrase in English. */
  readonly message: string;
  /** When it first called for attention, epoch ms. */
  readonly since: number;
  /** The second to look at, epoch ms: when what it says now happened, or began. */
  readonly at: number;
  /** The turn that shows it; null where none does. */
  readonly turnId: number | null;
  /** When its cause was over, epoch ms; null while it lasts. */
  readonly over: number | null;
  /** Who saw to it (as the audit names them) and when, epoch ms; null: nobody yet. */
  readonly acknowledged: { readonly by: string; readonly at: number } | null;
  /** It may be heard, besides being seen. */
  readonly sound: boolean;
};

/** A question that waits for its answer. */
export type Question = AgentQuestion | ToolApproval;

/** Something that a rule did in a call. */
export type Nudge = {
  /** Unique among the nudges of all calls. */
  readonly id: string;
  /** That of its rule. */
  readonly reason: string;
  readonly severity: NudgeSeverity;
  readonly watch: RuleWatch['kind'];
  readonly act: RuleAct['kind'];
  /** Why it could not be done; null if it was, or is still being done. */
  readonly failure: Phrase | null;
  /** Epoch ms. */
  readonly at: number;
};

/**
 * JSON Schema of an object, as Gemini takes it for the parameters of a function (Gemini API,
 * "FunctionDeclaration").
 */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** See TOOL_SCHEDULINGS. */
export type ToolScheduling = (typeof TOOL_SCHEDULINGS)[number];

/**
 * One command to one call.
 *
 * `answer`, `decline`: a ringing call; a caller who is declined hears busy. `end`: hangs the caller
 * up. `changeVoice`: accepted at once, heard at the next quiet moment (Call.pendingVoice).
 * `changeModel`: the same with another model (LIVE_MODELS), whose session is told the talk so far.
 * `repromptAgent`: the agent says again what it said last. `reconnectAgent`: its connection is
 * replaced. `hold` / `resume`: the caller hears music, the agent waits. `muteCaller`: the agent
 * hears silence instead of the caller. `muteAgent`: the caller hears silence instead of the agent.
 * `pauseAgent`: the agent neither hears nor speaks. `say`: the agent says this text to the caller,
 * word for word. `whisper`: an instruction for the agent that the caller does not hear.
 * `changeInstruction`: replaces the system instruction for the rest of the call. `sendDtmf`: keys
 * 0-9, A-D, * and # to the caller's side. `transfer`: blind, to a target of the profile or an
 * extension. `consult`: first half of an attended transfer; `completeTransfer` connects caller and
 * target, `cancelTransfer` brings the caller back. `takeOver`: the supervisor speaks instead of the
 * agent; `handBack`: the agent goes on and learns what was said meanwhile. `answerQuestion`:
 * answers what the agent asked (Call.questions). `approveTool`: the tool that waits for approval is
 * carried out, with these arguments in place of the agent's unless they are null. `rejectTool`: it
 * is not; the agent learns the reason, which may be empty. `acknowledgeAlert`: somebody has seen
 * to it (Call.alerts). `cutAgent`: the agent stops before the rest is heard, and speaks again when
 * it is whispered something, or by itself after some silence. `holdSentence` / `releaseSentence`:
 * the caller hears silence until what the agent says goes on.
 */
export type CallCommand =
  | { readonly kind: 'answer' }
  | { readonly kind: 'decline' }
  /** `goodbye`: the agent says goodbye first, and the caller hears it. */
  | { readonly kind: 'end'; readonly goodbye?: boolean }
  | { readonly kind: 'changeVoice'; readonly voice: VoiceName }
  | { readonly kind: 'changeModel'; readonly model: LiveModel }
  | { readonly kind: 'repromptAgent' }
  | { readonly kind: 'reconnectAgent' }
  | { readonly kind: 'hold' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'muteCaller'; readonly on: boolean }
  | { readonly kind: 'muteAgent'; readonly on: boolean }
  | { readonly kind: 'pauseAgent'; readonly on: boolean }
  /** Stops the agent before the caller has heard the rest; what was queued is dropped. */
  | { readonly kind: 'cutAgent' }
  /** The agent's sentence waits; the caller hears silence until it is released, for 8 s at most. */
  | { readonly kind: 'holdSentence' }
  | { readonly kind: 'releaseSentence' }
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'whisper'; readonly text: string }
  | { readonly kind: 'changeInstruction'; readonly text: string }
  | { readonly kind: 'setBargeIn'; readonly mode: BargeInMode }
  | { readonly kind: 'sendDtmf'; readonly digits: string }
  | { readonly kind: 'transfer'; readonly target: string }
  | { readonly kind: 'consult'; readonly target: string }
  | { readonly kind: 'completeTransfer' }
  | { readonly kind: 'cancelTransfer' }
  | { readonly kind: 'takeOver' }
  /**
   * `brief`: what the agent is told of the take-over; left out: what was said in it. `briefOf`:
   * what it was made of (HandBackBrief.of): what came later is told besides; left out: all so far.
   * `firstSentence`: what it says first, word for word; left out: as it finds right.
   */
  | {
      readonly kind: 'handBack';
      readonly brief?: string;
      readonly briefOf?: readonly number[];
      readonly firstSentence?: string;
    }
  | { readonly kind: 'answerQuestion'; readonly questionId: QuestionId; readonly text: string }
  | {
      readonly kind: 'approveTool';
      readonly questionId: QuestionId;
      readonly args: ToolArguments | null;
    }
  | { readonly kind: 'rejectTool'; readonly questionId: QuestionId; readonly reason: string }
  | { readonly kind: 'acknowledgeAlert'; readonly alertId: string }
  | { readonly kind: 'startRecording' }
  | { readonly kind: 'stopRecording' }
  | { readonly kind: 'pauseRecording' }
  | { readonly kind: 'resumeRecording' };

/** See CALL_DIRECTIONS. */
export type CallDirection = (typeof CALL_DIRECTIONS)[number];

/**
 * What a call tries that nobody on a telephone makes: it runs through the whole pipeline, on a line
 * inside the program. `test`: somebody at the desk speaks as the caller. `replay`: the caller's
 * recorded audio is played from this turn of this call on.
 */
export type Trial =
  | { readonly kind: 'test' }
  | { readonly kind: 'replay'; readonly callId: string; readonly turnId: number };

/** See CALL_STATES. */
export type CallState = (typeof CALL_STATES)[number];

export type EndReason = (typeof END_REASONS)[number];

/**
 * What the voice agent does, seen from the supervisor's chair. `paused`: the agent is connected but
 * does not take part.
 */
export type AgentState = 'idle' | 'listening' | 'thinking' | 'speaking' | 'paused';

/**
 * The connection behind the agent. `closed` is the end of every path. While it is `connecting`,
 * `resuming` or `switching-voice`, the caller's audio is buffered.
 */
export type AgentLink =
  'connecting' | 'ready' | 'resuming' | 'switching-voice' | 'failed' | 'closed';

/** Name of a prebuilt voice. */
export type VoiceName = (typeof VOICES)[number]['name'];

/** See MEDIA_TRANSPORT_NAMES. */
export type MediaTransportName = (typeof MEDIA_TRANSPORT_NAMES)[number];

/** See BARGE_IN_MODES. */
export type BargeInMode = (typeof BARGE_IN_MODES)[number];

/** Who speaks to the caller: the voice agent, or the supervisor who took the call over. */
export type FloorHolder = 'agent' | 'supervisor';

/** See RECORDING_STATES. */
export type RecordingState = (typeof RECORDING_STATES)[number];

/** See DISCLOSURES. */
export type Disclosure = (typeof DISCLOSURES)[number];

/** The look-up of a call. `called-off`: the call ended before it had an outcome. */
export type LookUp =
  LookUpOutcome | { readonly state: 'asking' } | { readonly state: 'called-off' };

/**
 * A third party the supervisor asks before an attended transfer; the caller hears music meanwhile.
 */
type Consultation = {
  /** Who is asked, as it was dialled. */
  readonly target: string;
  /** `joining`: they and the caller are being connected. */
  readonly state: 'ringing' | 'talking' | 'joining';
};

/** Something the supervisor should read on the call itself, until it is resolved. */
export type CallNotice = {
  readonly kind: NoticeKind;
  readonly severity: 'info' | 'warn' | 'danger';
  readonly phrase: Phrase;
  /** The phrase in English. */
  readonly message: string;
  /** Epoch ms. */
  readonly at: number;
};

/** Running figures of one call; see each field for its unit. */
export type CallMetrics = {
  /**
   * End of caller's speech to first agent audio handed to Asterisk, last turn; null before the
   * first.
   */
  readonly lastTimeToFirstAudioMs: number | null;
  /** Median over the call's turns; null before the first. */
  readonly medianTimeToFirstAudioMs: number | null;
  /** Agent turns with audio. */
  readonly agentTurns: number;
  /** Agent turns without sound although somebody waited for one, by reason; those that occurred. */
  readonly muteTurns: Readonly<Partial<Record<MuteReason, number>>>;
  readonly bargeIns: number;
  /**
   * Onset of the caller's speech to the command that silences the agent, last barge-in; null before
   * the first, and if the onset is not known.
   */
  readonly lastBargeInReactionMs: number | null;
  /** 20 ms frames from the caller. */
  readonly framesIn: number;
  /** 20 ms frames to the caller. */
  readonly framesOut: number;
  /** Incoming frames that came more than 40 ms late. */
  readonly framesLate: number;
  /** Frames lost on the way, or dropped by a full buffer. */
  readonly framesLost: number;
  /** Gaps the caller heard inside an answer because the agent's audio came too late. */
  readonly playoutGaps: number;
  /** Agent connections that were lost and replaced; changes of voice and renewals do not count. */
  readonly agentReconnects: number;
  readonly voiceChanges: number;
  readonly tokens: TokenUsage;
  /** Estimate in US dollars from the published token prices; 0 in demo mode. */
  readonly costEstimateUsd: number;
};

/**
 * Who holds the floor in a turn. `system`: notes of Cordboard itself (voice changed, session
 * resumed), and what the supervisor says to the caller.
 */
export type TurnSpeaker = 'caller' | 'agent' | 'system';

/**
 * `partial`: still growing. `final`: complete. `truncated`: an agent turn cut by barge-in; only
 * `heardChars` of it were heard.
 */
export type TurnStatus = 'partial' | 'final' | 'truncated';

/** Something that is said, before it is put into words; see `message` for the words. */
export type Phrase = {
  /** Stable name of what is said. */
  readonly code: string;
  readonly params: Readonly<Record<string, string | number | Phrase>>;
};

/** One call of a tool. Personal data. */
export type ToolUse = {
  readonly name: string;
  readonly state: ToolState;
  /**
   * As JSON, with what nobody but the agent may read masked. Null where nobody may read any of it;
   * the turn's note says what there is to know.
   */
  readonly args: string | null;
  /**
   * What it brought, as JSON, or why it failed, in English; masked as the arguments. Null before,
   * and when cancelled.
   */
  readonly result: string | null;
  /** From the call to its end, ms; null before. */
  readonly tookMs: number | null;
};

/** Where an alert comes from. `nudge`: a rule of the profile acted. A notice has its own kind. */
export type AlertSignal = MeasuredSignal | 'nudge' | NoticeKind;

/** See ALERT_SEVERITIES. */
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

/** The agent does not know what to do or say. Personal data. */
type AgentQuestion = Asked & {
  readonly kind: 'question';
  readonly text: string;
  /** What the agent does if nobody answers, in its words. */
  readonly fallback: string;
};

/** A tool is not carried out before somebody says yes; no answer is a no. Personal data. */
type ToolApproval = Asked & {
  readonly kind: 'approval';
  /** What the tool does, as the profile describes it to the agent. */
  readonly text: string;
  readonly tool: string;
  readonly args: ToolArguments;
};

/** See NUDGE_SEVERITIES. */
export type NudgeSeverity = (typeof NUDGE_SEVERITIES)[number];

/**
 * What a rule watches for. Phrases are compared word by word, without case and accents; `*` at the
 * end of a word stands for any ending, `*` alone for a few words (rules/spokenPhrases.ts).
 */
export type RuleWatch =
  | { readonly kind: 'words'; readonly of: RuleSpeaker; readonly phrases: readonly string[] }
  /** The agent says what it must not promise. */
  | { readonly kind: 'promise'; readonly phrases: readonly string[] }
  /** Tool calls of the agent that failed, of one tool or (null) of any, counted over the call. */
  | { readonly kind: 'failures'; readonly tool: string | null; readonly times: number }
  | { readonly kind: 'silence'; readonly of: SilentSide; readonly seconds: number };

/** What a rule does besides showing itself on the call. */
export type RuleAct =
  | { readonly kind: 'notice' }
  /** Tells the agent this, as a supervisor's whisper does. */
  | { readonly kind: 'whisper'; readonly text: string }
  /** Sends the caller on to a transfer target of the profile, by its name. */
  | { readonly kind: 'hand-over'; readonly target: string };

/**
 * When the agent learns the result of a tool (Gemini API, "FunctionResponseScheduling"). `wait`: it
 * waits for it (BLOCKING). `interrupt`: at once, even while it speaks. `when-idle`: when it has
 * finished speaking. `silent`: at once, without a word about it.
 */
declare const TOOL_SCHEDULINGS: readonly ['wait', 'interrupt', 'when-idle', 'silent'];

/** See LIVE_MODELS. */
export type LiveModel = (typeof LIVE_MODELS)[number];

/** Unique among the questions of all calls. */
export type QuestionId = string;

/** Named values, as a tool of the agent takes them. */
export type ToolArguments = Readonly<Record<string, unknown>>;

/** Who began the call: somebody who called, or the supervisor. */
declare const CALL_DIRECTIONS: readonly ['inbound', 'outbound'];

/**
 * Life of a call, in order. `dialing`: the called party of an outgoing call has not answered yet.
 * `ringing`: waits for the supervisor (AUTO_ANSWER_CALLS=false). `answering`: the caller's channel
 * is being answered. `connecting`: bridge, media channel and agent session are set up. `live`:
 * caller and agent can talk. `held`: caller or supervisor put the call on hold (see Call.heldBy).
 * `ended`: over; what it held in Asterisk is freed at once.
 */
declare const CALL_STATES: readonly [
  'dialing',
  'ringing',
  'answering',
  'connecting',
  'live',
  'held',
  'ended',
];

/**
 * Why a call ended. `agent-ended`: the agent used its tool end_call. `transferred`: the caller was
 * connected to somebody else, or goes on in the dialplan. `moved`: another program, or a transfer
 * by phone, took the caller out of the call; they go on in Asterisk. `not-answered`: the called
 * party of an outgoing call did not answer, was busy or could not be reached. `rang-out`: nobody
 * answered the caller within RING_LIMIT. `voicemail`: a mailbox answered our call. `caller-silent`:
 * the caller said nothing for too long (watchdog).
 */
declare const END_REASONS: readonly [
  'caller-hung-up',
  'supervisor-hung-up',
  'declined',
  'agent-ended',
  'transferred',
  'moved',
  'not-answered',
  'rang-out',
  'voicemail',
  'caller-silent',
  'agent-unavailable',
  'media-failed',
  'setup-failed',
  'asterisk-lost',
  'max-duration',
  'shutdown',
];

/**
 * Gemini Live's prebuilt voices with the style word Google gives each
 * (Google Cloud docs, "Configure language and voice" of the Live API).
 */
declare const VOICES: readonly [
  { readonly name: 'Zephyr'; readonly style: 'Bright' },
  { readonly name: 'Puck'; readonly style: 'Upbeat' },
  { readonly name: 'Charon'; readonly style: 'Informative' },
  { readonly name: 'Kore'; readonly style: 'Firm' },
  { readonly name: 'Fenrir'; readonly style: 'Excitable' },
  { readonly name: 'Leda'; readonly style: 'Youthful' },
  { readonly name: 'Orus'; readonly style: 'Firm' },
  { readonly name: 'Aoede'; readonly style: 'Breezy' },
  { readonly name: 'Callirrhoe'; readonly style: 'Easy-going' },
  { readonly name: 'Autonoe'; readonly style: 'Bright' },
  { readonly name: 'Enceladus'; readonly style: 'Breathy' },
  { readonly name: 'Iapetus'; readonly style: 'Clear' },
  { readonly name: 'Umbriel'; readonly style: 'Easy-going' },
  { readonly name: 'Algieba'; readonly style: 'Smooth' },
  { readonly name: 'Despina'; readonly style: 'Smooth' },
  { readonly name: 'Erinome'; readonly style: 'Clear' },
  { readonly name: 'Algenib'; readonly style: 'Gravelly' },
  { readonly name: 'Rasalgethi'; readonly style: 'Informative' },
  { readonly name: 'Laomedeia'; readonly style: 'Upbeat' },
  { readonly name: 'Achernar'; readonly style: 'Soft' },
  { readonly name: 'Alnilam'; readonly style: 'Firm' },
  { readonly name: 'Schedar'; readonly style: 'Even' },
  { readonly name: 'Gacrux'; readonly style: 'Mature' },
  { readonly name: 'Pulcherrima'; readonly style: 'Forward' },
  { readonly name: 'Achird'; readonly style: 'Friendly' },
  { readonly name: 'Zubenelgenubi'; readonly style: 'Casual' },
  { readonly name: 'Vindemiatrix'; readonly style: 'Gentle' },
  { readonly name: 'Sadachbia'; readonly style: 'Lively' },
  { readonly name: 'Sadaltager'; readonly style: 'Knowledgeable' },
  { readonly name: 'Sulafat'; readonly style: 'Warm' },
];

/** How the call's audio travels between Asterisk and Cordboard. */
declare const MEDIA_TRANSPORT_NAMES: readonly [
  'websocket-dial',
  'websocket-listen',
  'rtp',
  'audiosocket',
  'simulated',
];

/**
 * What happens when the caller speaks while the agent does. `immediate`: the agent is cut off.
 * `confirm`: the agent pauses, and is cut off only when it is speech that goes on; after a cough or
 * a short "mm-hm" it continues. `off`: the agent goes on.
 */
declare const BARGE_IN_MODES: readonly ['immediate', 'confirm', 'off'];

/**
 * Whether the call is being recorded. `paused`: the file goes on with silence (e.g. while a card
 * number is read).
 */
declare const RECORDING_STATES: readonly ['off', 'on', 'paused'];

/**
 * Whether the caller was told that they talk with an AI. `none`: nothing is to be said. `cut`: the
 * sentence began, and the caller did not hear its end. `heard`: they heard it to its end, as far as
 * playout and transcript tell.
 */
declare const DISCLOSURES: readonly ['none', 'not-spoken', 'cut', 'heard'];

/** How a look-up went. `ms`: how long it took; `status`: the service's HTTP status, if any. */
export type LookUpOutcome =
  | {
      readonly state: 'answered';
      readonly ms: number;
      readonly status: number;
      readonly answer: LookUpAnswer;
    }
  | {
      readonly state: 'failed';
      readonly ms: number;
      readonly status: number | null;
      readonly phrase: Phrase;
      /** The phrase in English. */
      readonly message: string;
    };

/** See NOTICE_KINDS. */
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** See MUTE_REASONS. */
export type MuteReason = (typeof MUTE_REASONS)[number];

/**
 * Tokens as the service bills them, summed over every usage message (the whole context is billed
 * again each turn).
 */
export type TokenUsage = {
  readonly promptTokens: number;
  readonly promptAudioTokens: number;
  readonly responseTokens: number;
  readonly responseAudioTokens: number;
  readonly thoughtsTokens: number;
};

/** See TOOL_STATES. */
export type ToolState = (typeof TOOL_STATES)[number];

/** See MEASURED_SIGNALS. */
export type MeasuredSignal = (typeof MEASURED_SIGNALS)[number];

/** How much an alert matters, from little to much. */
declare const ALERT_SEVERITIES: readonly ['info', 'warn', 'danger'];

type Asked = {
  readonly id: QuestionId;
  /** Epoch ms. */
  readonly askedAt: number;
  /** Epoch ms; the agent goes on without an answer then. */
  readonly deadline: number;
};

/** How much a rule's reason matters. */
declare const NUDGE_SEVERITIES: readonly ['info', 'warn', 'danger'];

/** See RULE_SPEAKERS. */
export type RuleSpeaker = (typeof RULE_SPEAKERS)[number];

/** See SILENT_SIDES. */
export type SilentSide = (typeof SILENT_SIDES)[number];

/** Models that a call can change to (Gemini API docs, "Models"), the usual one first. */
declare const LIVE_MODELS: readonly [
  'gemini-3.8-live',
  'gemini-3.8-live-extended-thinking',
  'gemini-3.1-flash-live-preview',
];

/** What a look-up says of a call. An empty text, or null: nothing. */
export type LookUpAnswer = {
  /** What the agent is to know of the caller: text, or JSON. */
  readonly context: string;
  readonly voice: VoiceName | null;
  /** Language that the agent is to speak (BCP 47). */
  readonly language: string | null;
  /** As the greeting of a profile. */
  readonly greeting: string | null;
  /** Values of the placeholders, by their names without prefix. */
  readonly facts: Readonly<Record<string, string>>;
  /** Parts of the answer that are not as they must be, e.g. `voice`: they were left out. */
  readonly ignored: readonly string[];
};

/** What a notice is about. One of each is shown on a call. */
declare const NOTICE_KINDS: readonly [
  'agent-link',
  'agent-mute',
  'agent-soundless',
  'agent-talking',
  'asterisk-events',
  'caller-silent',
  'conference',
  'consultation',
  'farewell',
  'goodbye',
  'hearing',
  'hold-limit',
  'long-call',
  'max-duration',
  'media',
  'no-answer',
  'no-media',
  'profile',
  'recording',
  'round-trip',
  'setup',
  'supervisor-gone',
  'model-change',
  'voice-change',
];

/**
 * Why a turn of the agent that should have had sound had none. In capitals: the service's own word
 * (Gemini Live API, `TurnCompleteReason`). `text`: text in place of sound. `after-tool`: nothing
 * after the result of a tool. `empty`: nothing, or nothing but thoughts.
 */
declare const MUTE_REASONS: readonly [
  'RESPONSE_REJECTED',
  'MALFORMED_FUNCTION_CALL',
  'PROHIBITED_INPUT_CONTENT',
  'GENERATED_AUDIO_SAFETY',
  'GENERATED_CONTENT_PROHIBITED',
  'GENERATED_CONTENT_SAFETY',
  'GENERATED_OTHER',
  'INPUT_OTHER',
  'text',
  'after-tool',
  'empty',
  'other',
];

/**
 * How far it has come. `waiting`: the supervisor has to approve it. `cancelled`: the agent, or the
 * end of the call, called it off.
 */
declare const TOOL_STATES: readonly ['waiting', 'running', 'done', 'failed', 'cancelled'];

/** Signals that are measured in the talk, by the rules of the desk (model/alertRules.ts). */
declare const MEASURED_SIGNALS: readonly [
  'slow-answer',
  'both-silent',
  'barge-ins',
  'raised-voice',
  'repeated-question',
  'tool-errors',
  'packet-loss',
  'asks-for-person',
  'keyword',
];

/** Whose words a rule listens to. */
declare const RULE_SPEAKERS: readonly ['either', 'caller', 'agent'];

/** Whose silence counts. `both`: nobody is heard. */
declare const SILENT_SIDES: readonly ['both', 'caller'];

/** Model that is used unless another is configured (Gemini API docs, "Gemini 3.8 Live"). */
declare const DEFAULT_LIVE_MODEL = 'gemini-3.8-live';

export {};

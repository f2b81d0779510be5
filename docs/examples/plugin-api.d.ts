// Generated from src-main/plugins/cordboardPipeline.ts; do not edit.

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
  /** Simulated call of the demo mode. */
  readonly demo: boolean;
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
  readonly voice: VoiceName;
  /** Voice that was asked for and is not yet heard; null when none. */
  readonly pendingVoice: VoiceName | null;
  readonly transport: MediaTransportName | null;
  readonly bargeIn: BargeInMode;
  /** Who put the call on hold; null when it is not held. */
  readonly heldBy: 'caller' | 'supervisor' | null;
  /** The agent (and the recording of the caller's side) gets silence instead of the caller. */
  readonly callerMuted: boolean;
  /** The caller gets silence instead of the agent; the agent does not know. */
  readonly agentMuted: boolean;
  /** The supervisor stopped the agent for a while: it neither hears nor speaks. */
  readonly agentPaused: boolean;
  readonly floor: FloorHolder;
  readonly recording: RecordingState;
  readonly consultation: Consultation | null;
  readonly notices: readonly CallNotice[];
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

/**
 * JSON Schema of an object, as Gemini takes it for the parameters of a function (Gemini API,
 * "FunctionDeclaration").
 */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * When the agent learns the result of a tool (Gemini API, "FunctionResponseScheduling"). `wait`: it
 * waits for it (BLOCKING). `interrupt`: at once, even while it speaks. `when-idle`: when it has
 * finished speaking. `silent`: at once, without a word about it.
 */
export type ToolScheduling = 'wait' | 'interrupt' | 'when-idle' | 'silent';

/**
 * One command to one call.
 *
 * `answer`, `decline`: a ringing call; a caller who is declined hears busy. `end`: hangs the caller
 * up. `changeVoice`: accepted at once, heard at the next quiet moment (Call.pendingVoice).
 * `hold` / `resume`: the caller hears music, the agent waits. `muteCaller`: the agent hears silence
 * instead of the caller. `muteAgent`: the caller hears silence instead of the agent. `pauseAgent`:
 * the agent neither hears nor speaks. `say`: the agent says this text to the caller, word for word.
 * `whisper`: an instruction for the agent that the caller does not hear. `changeInstruction`:
 * replaces the system instruction for the rest of the call. `sendDtmf`: keys 0-9, A-D, * and # to
 * the caller's side. `transfer`: blind, to a target of the profile or an extension. `consult`:
 * first half of an attended transfer; `completeTransfer` connects caller and target,
 * `cancelTransfer` brings the caller back. `takeOver`: the supervisor speaks instead of the agent;
 * `handBack`: the agent goes on and is told what was said meanwhile.
 */
export type CallCommand =
  | { readonly kind: 'answer' }
  | { readonly kind: 'decline' }
  | { readonly kind: 'end' }
  | { readonly kind: 'changeVoice'; readonly voice: VoiceName }
  | { readonly kind: 'hold' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'muteCaller'; readonly on: boolean }
  | { readonly kind: 'muteAgent'; readonly on: boolean }
  | { readonly kind: 'pauseAgent'; readonly on: boolean }
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
  | { readonly kind: 'handBack' }
  | { readonly kind: 'startRecording' }
  | { readonly kind: 'stopRecording' }
  | { readonly kind: 'pauseRecording' }
  | { readonly kind: 'resumeRecording' };

/** Who began the call: somebody who called, or the supervisor. */
export type CallDirection = 'inbound' | 'outbound';

/**
 * Life of a call, in order. `dialing`: the called party of an outgoing call has not answered yet.
 * `ringing`: waits for the supervisor (AUTO_ANSWER_CALLS=false). `answering`: the caller's channel
 * is being answered. `connecting`: bridge, media channel and agent session are set up. `live`:
 * caller and agent can talk. `held`: caller or supervisor put the call on hold (see Call.heldBy).
 * `ended`: over; what it held in Asterisk is freed at once.
 */
export type CallState =
  'dialing' | 'ringing' | 'answering' | 'connecting' | 'live' | 'held' | 'ended';

/** Why a call ended. */
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

/** How the call's audio travels between Asterisk and Cordboard. */
export type MediaTransportName =
  'websocket-dial' | 'websocket-listen' | 'rtp' | 'audiosocket' | 'simulated';

/** See BARGE_IN_MODES. */
export type BargeInMode = (typeof BARGE_IN_MODES)[number];

/** Who speaks to the caller: the voice agent, or the supervisor who took the call over. */
export type FloorHolder = 'agent' | 'supervisor';

/**
 * Whether the call is being recorded. `paused`: the file goes on with silence (e.g. while a card
 * number is read).
 */
export type RecordingState = 'off' | 'on' | 'paused';

/**
 * A third party the supervisor asks before an attended transfer; the caller hears music meanwhile.
 */
export type Consultation = {
  /** Who is asked, as it was dialled. */
  readonly target: string;
  readonly state: 'ringing' | 'talking';
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
  readonly bargeIns: number;
  /**
   * Onset of the caller's speech to the command that silences the agent, last barge-in; null before
   * the first.
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
  /** Agent reconnects (resumed or re-seeded), voice changes not counted. */
  readonly agentReconnects: number;
  readonly voiceChanges: number;
  readonly tokens: TokenUsage;
  /** Estimate in US dollars from the published token prices; 0 in demo mode. */
  readonly costEstimateUsd: number;
};

/**
 * Who holds the floor in a turn. `system`: notes of Cordboard itself (voice changed, session
 * resumed).
 */
export type TurnSpeaker = 'caller' | 'agent' | 'system';

/**
 * `partial`: still growing. `final`: complete. `truncated`: an agent turn cut by barge-in; only
 * `heardChars` of it were heard.
 */
export type TurnStatus = 'partial' | 'final' | 'truncated';

/** See NOTICE_KINDS. */
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Something that is said, before it is put into words. Plain data: it travels by IPC and JSON. */
export type Phrase = {
  [Code in PhraseCode]: { readonly code: Code; readonly params: PhraseParams<Code> };
}[PhraseCode];

/**
 * Why a call ended. `agent-ended`: the agent used its tool end_call. `transferred`: the caller was
 * connected to somebody else, or goes on in the dialplan. `not-answered`: the called party of an
 * outgoing call did not answer, was busy or could not be reached. `caller-silent`: the caller said
 * nothing for too long (watchdog).
 */
declare const END_REASONS: readonly [
  'caller-hung-up',
  'supervisor-hung-up',
  'declined',
  'agent-ended',
  'transferred',
  'not-answered',
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

/**
 * What happens when the caller speaks while the agent does. `immediate`: the agent is cut off.
 * `confirm`: the agent pauses, and is cut off only when it is speech that goes on; after a cough or
 * a short "mm-hm" it continues. `off`: the agent goes on.
 */
declare const BARGE_IN_MODES: readonly ['immediate', 'confirm', 'off'];

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
  'hearing',
  'long-call',
  'max-duration',
  'media',
  'no-answer',
  'no-media',
  'recording',
  'round-trip',
  'setup',
  'supervisor-gone',
  'voice-change',
];

/** Stable name of something that is said, e.g. `call.ended`. Programs may compare it. */
export type PhraseCode = keyof typeof ENGLISH;

/** The parameters that the text of a code has places for. */
export type PhraseParams<Code extends PhraseCode> = {
  readonly [Name in Placeholders<(typeof ENGLISH)[Code]>]: PhraseParam;
};

declare const ENGLISH: {
  readonly 'tool.too-many': 'Too many calls at once. Wait for the others first.';
  readonly 'tool.unknown': 'There is no tool of this name.';
  readonly 'tool.failed': 'The tool failed ({{why}}).';
  readonly 'tool.cancelled': 'Cancelled.';
  readonly 'tool.no-such-target': 'Nobody of this name can be transferred to.';
  readonly 'tool.transfer-called-off': 'The caller is not to be sent on any more.';
  readonly 'tool.misconfigured': 'This tool is not set up as it must be.';
  readonly 'tool.host-slow': '{{host}} did not answer within {{timeoutMs}} ms.';
  readonly 'tool.host-unreachable': '{{host}} could not be reached ({{code}}).';
  readonly 'tool.host-not-allowed': '{{host}} may not be asked. Put the host on HTTP_TOOL_HOSTS (for one in a network of your own its address too); public hosts are asked by https only.';
  readonly 'tool.redirected': '{{host}} redirects elsewhere ({{status}}). Redirects are not followed: put the final address into the profile.';
  readonly 'tool.packed': '{{host}} sent a packed answer, which was not asked for.';
  readonly 'tool.status': 'The service answered {{status}}.';
  readonly 'tool.status-and-text': 'The service answered {{status}}: {{text}}';
  readonly 'agent.renewing': 'The connection of the voice agent is being made anew.';
  readonly 'agent.resuming': 'The connection of the voice agent was lost; it is being restored.';
  readonly 'agent.gone': 'The voice agent is gone.';
  readonly 'agent.defect': 'The agent failed in an unforeseen way. This is a defect of Cordboard.';
  readonly 'voice.not-changed': 'The voice could not be changed to {{voice}}: {{why}}';
  readonly 'alert.caller-silent': 'The caller has said nothing for {{seconds}} s.';
  readonly 'alert.agent-soundless': 'The AI has been silent for {{seconds}} s although it should speak; its connection is made anew.';
  readonly 'alert.agent-talking': 'The AI has talked for {{seconds}} s without a pause; it was told to come to an end.';
  readonly 'alert.agent-mute': 'The AI answers without sound, also over a new connection.';
  readonly 'alert.no-answer': 'The AI has not answered for {{seconds}} s.';
  readonly 'alert.no-media': 'No audio has come from the caller for {{seconds}} s; the audio connection is made anew.';
  readonly 'alert.long-call': 'The call has lasted {{minutes}} min.';
  readonly 'hearing.unheard': 'Asterisk hears the caller, Cordboard does not. Their audio does not arrive over the media path or, with VAD_ENGINE=energy, VAD_ENERGY_THRESHOLD is too high for it.';
  readonly 'history.off': 'No record of calls is kept: it could not be opened. See the log.';
  readonly 'history.no-recording': 'There is no such recording of this call.';
  readonly 'history.recording-gone': 'The recording is not there any more.';
  readonly 'history.not-open': 'The call history is not open.';
  readonly 'history.opening': 'The call history is being opened.';
  readonly 'history.restarting': 'The call history is starting again. Try once more in a moment.';
  readonly 'history.no-answer': 'The call history did not answer.';
  readonly 'history.degraded': '{{why}} Calls go on; what happens is kept in memory and written when it works again.';
  readonly 'history.replaced': 'The call history was damaged. The backup {{backup}} took its place; calls that came after it are missing. The damaged file is kept as {{setAside}}.';
  readonly 'history.begun-anew': 'The call history was damaged. There was no backup, so the history begins anew. The damaged file is kept as {{setAside}}.';
  readonly 'history.newer-version': 'The call history was written by a newer Cordboard (version {{found}} of its tables, this one knows {{known}}). Start the newer Cordboard, or move the file away.';
  readonly 'history.disk-full': 'The disk is full: free some space.';
  readonly 'history.read-only': 'The folder of the call history cannot be written: check its permissions.';
  readonly 'history.locked': 'Another program holds the file of the call history: close it.';
  readonly 'history.io': 'The disk reports an error, or is full.';
  readonly 'history.cannot-open': 'The file of the call history cannot be opened: check the folder and its permissions.';
  readonly 'history.damaged': 'The file of the call history is damaged.';
  readonly 'history.failed': 'The call history failed: {{why}}';
  readonly 'history.no-call': 'The history has no such call.';
  readonly 'history.wrong-cursor': 'The cursor is not one that a page ended with. Begin without one.';
  readonly 'history.no-caller-number': 'Give the number of the caller to delete.';
  readonly 'history.caller-on-line': 'This caller is on the line: end the call, then delete again.';
  readonly 'history.backups-not-cleared': 'The caller is removed from the history, but not from all backups: {{why}} It is tried again.';
  readonly 'tool-hosts.too-many': 'holds more than {{max}} hosts. Take some out.';
  readonly 'tool-hosts.wrong': 'is wrong: {{entry}} is no host. Write names or addresses, with a port where it is not the usual one: api.example.com, 10.0.0.5:8080.';
  readonly 'tool-secrets.wrong-pair': 'is wrong: pair {{number}} is not NAME=value (name in capitals, digits and underscore; no blanks).';
  readonly 'tool-secrets.not-set': 'The secret {{name}} is not set in HTTP_TOOL_SECRETS.';
  readonly 'url-template.no-address': 'must be a web address, such as https://shop.example/orders/{id}.';
  readonly 'url-template.wrong-scheme': 'must begin with https:// or http://.';
  readonly 'url-template.credentials': 'must hold no user name and password. Put them into a header, as a secret of HTTP_TOOL_SECRETS.';
  readonly 'url-template.fragment': 'must hold no #: that part is never sent.';
  readonly 'url-template.wrong-place': 'may have {places} only in its path and its query, named by letters, digits and underscore.';
  readonly 'url-template.secret': 'must hold no secret ({{name}}). Send it in a header, as a secret of HTTP_TOOL_SECRETS.';
  readonly 'url-template.wrong-value': 'This value cannot stand in the address.';
  readonly 'webhook-urls.too-many': 'holds more than {{max}} addresses. Take some out.';
  readonly 'webhook-urls.wrong': 'is wrong: address {{number}} {{why}}';
  readonly 'webhook-urls.no-address': 'is no web address. Write it as https://host/path.';
  readonly 'webhook-urls.credentials': 'has a user name or password in it. Take it out; the signature proves the sender.';
  readonly 'webhook-urls.unencrypted': 'is neither https nor http on this machine (localhost, 127.0.0.1). Use https.';
  readonly 'json-schema.not-object': 'must be a JSON Schema of an object: {"type":"object"}.';
  readonly 'json-schema.invalid': 'must be a JSON Schema: {{why}}.';
  readonly 'program.alreadyRunning': 'Another Cordboard{{process}} works in the data folder {{folder}}. End it, or give this one a folder of its own with CORDBOARD_DATA_DIR.';
  readonly 'program.noFolderLock': 'The data folder {{folder}} cannot be locked ({{reason}}). See to it that no other Cordboard uses it.';
  readonly 'program.callsNotEnded': 'The calls could not be ended in order.';
  readonly 'media.lost': 'The audio connection to Asterisk was lost; it is being restored.';
  readonly 'media-test.round-trip': 'Round trip to Asterisk and back: {{medianMs}} ms (median), {{p99Ms}} ms (99 %), {{longestMs}} ms at most, of {{frames}}.';
  readonly 'media.port-taken': "EXTERNAL_MEDIA_PORT {{port}} is already in use on {{host}}. Stop the other program, or choose another port here and, for websocket-listen, in Asterisk's websocket_client.conf.";
  readonly 'media.port-forbidden': "EXTERNAL_MEDIA_PORT {{port}} may not be used by this user. Choose one above 1023, here and, for websocket-listen, in Asterisk's websocket_client.conf.";
  readonly 'media.host-not-here': 'EXTERNAL_MEDIA_HOST {{host}} is not an address of this machine.';
  readonly 'media.host-unknown': 'EXTERNAL_MEDIA_HOST {{host}} is not a known name.';
  readonly 'media.cannot-listen': 'Cannot listen on EXTERNAL_MEDIA_HOST {{host}}, EXTERNAL_MEDIA_PORT {{port}}: {{why}}.';
  readonly 'media.called-off': 'The media connection was called off.';
  readonly 'media.not-requested': 'The media connection was not requested before it was opened.';
  readonly 'media.closed-at-once': 'Asterisk closed the media connection at once.';
  readonly 'media.closed-early': 'The media connection closed before Asterisk announced its media.';
  readonly 'media.broke': 'The media connection broke: {{why}}.';
  readonly 'media.stuck': 'Asterisk takes no more audio on the media connection.';
  readonly 'media.silent': 'Asterisk neither sends audio nor answers on the media connection any more.';
  readonly 'media.audiosocket-missing': 'Asterisk did not connect its AudioSocket within {{limitMs}} ms. TCP must get through from it to EXTERNAL_MEDIA_HOST {{host}}, EXTERNAL_MEDIA_PORT {{port}}.';
  readonly 'media.rtp-port-unnamed': 'Asterisk did not name the RTP port of its media channel (UNICASTRTP_LOCAL_ADDRESS, UNICASTRTP_LOCAL_PORT). chan_rtp must be loaded; it comes with Asterisk 16.6.';
  readonly 'media.rtp-no-route': "There is no way from EXTERNAL_MEDIA_HOST {{host}} to Asterisk's RTP port {{peer}}: {{why}}.";
  readonly 'media.rtp-no-answer': "Asterisk's RTP port {{peer}} did not answer within {{limitMs}} ms. UDP must get through from here to it, and from it to {{host}}:{{port}}.";
  readonly 'media.rtp-unreachable': "Asterisk's RTP port cannot be reached any more: {{why}}.";
  readonly 'media.rtp-ports-taken': 'No UDP port from EXTERNAL_MEDIA_RTP_FIRST_PORT {{first}} to EXTERNAL_MEDIA_RTP_LAST_PORT {{last}} is free on {{host}}. Choose a wider range.';
  readonly 'media.rtp-ports-none': 'EXTERNAL_MEDIA_RTP_FIRST_PORT {{first}} is above EXTERNAL_MEDIA_RTP_LAST_PORT {{last}}. Choose a range with ports in it.';
  readonly 'media.rtp-cannot-bind': 'Cannot receive RTP on EXTERNAL_MEDIA_HOST {{host}}: {{why}}. Set it to the address of this machine that Asterisk reaches.';
  readonly 'media.websocket-late': 'Asterisk did not open the media connection within {{limitMs}} ms.';
  readonly 'media.websocket-missing': 'Asterisk did not connect its media within {{limitMs}} ms. Its websocket_client.conf needs a section [{{client}}] with a uri that leads to this machine: ws://HOST:{{port}}{{path}}';
  readonly 'media.websocket-nameless': 'The connection did not say within {{limitMs}} ms which channel it belongs to (MEDIA_START).';
  readonly 'media.connection-unnamed': 'Asterisk did not name a media connection (MEDIA_WEBSOCKET_CONNECTION_ID). chan_websocket must be loaded; it comes with Asterisk 20.18, 22.8 or 23.2.';
  readonly 'media.connection-id-invalid': 'Asterisk named an invalid media connection id.';
  readonly 'media.wrong-channel': 'Asterisk connected the media of another channel than the requested one.';
  readonly 'media.wrong-format': 'Asterisk opened the media channel as {{format}} with {{frameBytes}}-byte frames; Cordboard needs slin16 with {{neededBytes}}. Check for a codec option on the external media channel.';
  readonly 'media.refused-forbidden': 'Asterisk refused the media connection with HTTP 403: access to /media is restricted. Allow this machine in http.conf.';
  readonly 'media.refused-unknown': 'Asterisk refused the media connection with HTTP 404: the channel is already gone, or http.conf has another prefix than ARI_BASE_URL.';
  readonly 'media.refused-taken': 'Asterisk refused the media connection with HTTP 409: this media channel is connected already.';
  readonly 'media.refused': 'Asterisk refused the media connection with HTTP {{status}}. See the Asterisk log.';
  readonly 'media.certificate-untrusted': 'The media connection to Asterisk is not trusted: {{why}}. Name the file of its authority in NODE_EXTRA_CA_CERTS.';
  readonly 'media.connection-failed': 'The media connection to Asterisk failed: {{why}}.';
  readonly 'media.vad-thread-ended': 'The thread of the model ended with code {{code}}.';
  readonly 'media.vad-thread-silent': 'The thread of the model did not answer.';
  readonly 'media.recording-not-created': 'The recording {{path}} cannot be created: {{why}}.';
  readonly 'media.recording-incomplete': 'The recording {{path}} is not complete: {{why}}.';
  readonly text: '{{text}}';
  readonly 'file.not-written': 'The file could not be written: {{why}}. Choose another place.';
  readonly 'demo.not-answered': 'The call has to be answered first.';
  readonly 'demo.caller-gone': 'The caller has hung up.';
  readonly 'demo.voice-while-disconnected': 'The voice cannot be changed while the agent is not connected. Try again.';
  readonly 'call.ended-meanwhile': 'The call ended meanwhile.';
  readonly 'call.caller-gave-up': 'The caller gave up.';
  readonly 'call.ends-soon': 'The call ends in a minute (MAX_CALL_DURATION).';
  readonly 'call.program-ends': 'Cordboard is ending.';
  readonly 'call.number-wrong': 'A number or extension is 1 to 40 of digits, letters, + * # . _ and -.';
  readonly 'call.leaving': 'The caller is leaving this call already.';
  readonly 'call.taken-by-another': 'another Cordboard took the call over';
  readonly 'call.gone-from-asterisk': 'the call was gone from Asterisk, without a word';
  readonly 'call.gone-when-asterisk-came-back': 'the call was gone when Asterisk came back';
  readonly 'call.unknown': 'There is no such call any more.';
  readonly 'call.no-agent': 'This call has no voice agent; it can only be answered, declined and hung up.';
  readonly 'end-reason.caller-hung-up': 'the caller hung up';
  readonly 'end-reason.supervisor-hung-up': 'the supervisor hung up';
  readonly 'end-reason.declined': 'the supervisor declined the call';
  readonly 'end-reason.agent-ended': 'the voice agent ended the call';
  readonly 'end-reason.transferred': 'the caller was transferred';
  readonly 'end-reason.not-answered': 'the called party did not answer';
  readonly 'end-reason.caller-silent': 'the caller stayed silent for too long';
  readonly 'end-reason.agent-unavailable': 'the voice agent could not be reached';
  readonly 'end-reason.media-failed': 'the audio connection failed';
  readonly 'end-reason.setup-failed': 'the call could not be set up';
  readonly 'end-reason.asterisk-lost': 'the connection to Asterisk was lost';
  readonly 'end-reason.max-duration': 'the call reached its longest duration';
  readonly 'end-reason.shutdown': 'Cordboard was closed';
  readonly 'event.dialing': 'The called party is being called.';
  readonly 'event.ringing': 'The call is ringing.';
  readonly 'event.answering': 'The call is being answered.';
  readonly 'event.connecting': 'The call is being connected.';
  readonly 'event.live': 'The call is live.';
  readonly 'event.held': 'The call is on hold.';
  readonly 'event.ended': 'The call ended: {{why}}.';
  readonly 'event.agent-connecting': 'The voice agent is being connected.';
  readonly 'event.agent-ready': 'The voice agent is connected.';
  readonly 'event.agent-resuming': 'The connection of the voice agent is being made anew.';
  readonly 'event.agent-switching-voice': 'The voice agent is being connected with another voice.';
  readonly 'event.agent-failed': 'The voice agent is gone.';
  readonly 'event.agent-closed': 'The voice agent is disconnected.';
  readonly 'event.voice': 'The voice changed from {{before}} to {{now}}.';
  readonly 'event.held-by-caller': 'The caller put the call on hold.';
  readonly 'event.held-by-supervisor': 'The supervisor put the call on hold.';
  readonly 'event.hold-ended': 'The hold ended.';
  readonly 'event.caller-muted': 'The supervisor muted the caller.';
  readonly 'event.caller-unmuted': 'The caller can be heard again.';
  readonly 'event.agent-muted': 'The supervisor muted the voice agent.';
  readonly 'event.agent-unmuted': 'The voice agent can be heard again.';
  readonly 'event.agent-paused': 'The supervisor paused the voice agent.';
  readonly 'event.agent-goes-on': 'The voice agent takes part again.';
  readonly 'event.taken-over': 'The supervisor took the call over.';
  readonly 'event.handed-back': 'The voice agent has the call.';
  readonly 'event.barge-in-immediate': 'The caller may interrupt the voice agent at once.';
  readonly 'event.barge-in-confirm': 'The caller may interrupt the voice agent by speech that goes on.';
  readonly 'event.barge-in-off': 'The caller cannot interrupt the voice agent.';
  readonly 'event.recording-on': 'The call is being recorded.';
  readonly 'event.recording-paused': 'The recording is paused.';
  readonly 'event.recording-off': 'The recording ended.';
  readonly 'event.consultation-ringing': 'The supervisor is calling {{target}} for a consultation.';
  readonly 'event.consultation-talking': 'The supervisor talks with {{target}}.';
  readonly 'event.consultation-ended': 'The consultation ended.';
  readonly 'event.barge-ins': 'Barge-ins: {{times}}.';
  readonly 'event.barge-ins-timed': 'Barge-ins: {{times}}. The voice agent stopped in {{reactionMs}} ms.';
  readonly 'event.message-taken': 'The caller left a message: {{message}}';
  readonly 'refused.consulting': 'End the consultation first.';
  readonly 'refused.consulting-already': 'Somebody is being consulted already.';
  readonly 'refused.not-recorded': 'The call is not being recorded.';
  readonly 'refused.recorded-already': 'The call is being recorded already.';
  readonly 'refused.recording-paused-already': 'The recording is paused already.';
  readonly 'refused.recording-not-paused': 'The recording is not paused.';
  readonly 'refused.taken-over': 'The call is taken over. Hand it back first.';
  readonly 'refused.taken-over-already': 'The call is taken over already.';
  readonly 'refused.not-taken-over': 'The call is not taken over.';
  readonly 'refused.held-already': 'The call is on hold already.';
  readonly 'refused.caller-holds': 'The caller holds the line.';
  readonly 'refused.agent-paused': 'The agent is paused. Let it go on first.';
  readonly 'refused.nobody-consulted': 'Nobody is being consulted.';
  readonly 'refused.nobody-consulted-yet': 'The consulted party has not answered.';
  readonly 'refused.not-ringing': 'Only a ringing call can be answered or declined.';
  readonly 'refused.dialing': 'The called party has not answered yet.';
  readonly 'refused.ringing': 'The call has not been answered yet.';
  readonly 'refused.answering': 'The call is still being answered.';
  readonly 'refused.connecting': 'The call is still being connected.';
  readonly 'refused.live': 'The call is not on hold.';
  readonly 'refused.held': 'The call is on hold. Resume it first.';
  readonly 'refused.ended': 'The call has ended already.';
  readonly 'consultation.media-lost': 'The audio connection to the consulted party was lost.';
  readonly 'consultation.not-heard': 'The consulted party could not be heard: {{why}}';
  readonly 'consultation.party-hung-up': 'The consulted party hung up.';
  readonly 'transfer.no-extension': 'The dialplan has no extension {{extension}} in {{context}} (TRANSFER_CONTEXT).';
  readonly 'headset.missing': 'No headset is on the call that was taken over; the AI speaks again.';
  readonly 'headset.taken': 'Somebody listens to this call already. Close that headset first.';
  readonly 'recording.disk-full': 'The call is not recorded: only {{freeMegabytes}} MB are free on the disk, and RECORDING_MIN_FREE_DISK keeps {{keptMegabytes}} MB. Free some space, then start the recording again.';
  readonly 'recording.too-large': 'The recording has reached RECORDING_MAX_SIZE ({{megabytes}} MB) and is closed. What follows is not recorded.';
  readonly 'recording.not-written': 'The recording cannot be written any more: {{why}}. Check the disk, then start it again.';
  readonly 'farewell.not-hung-up': 'The caller could not be hung up yet. Cordboard tries again until it succeeds: {{why}}';
  readonly 'farewell.not-given-back': 'The caller could not be given back to the dialplan yet. Cordboard tries again until it succeeds: {{why}}';
  readonly 'party.unreachable': 'The called party could not be reached.';
  readonly 'party.number-not-assigned': 'The number is not assigned.';
  readonly 'party.no-route': 'There is no route to the number.';
  readonly 'party.busy': 'The line is busy.';
  readonly 'party.no-response': 'The telephone does not respond.';
  readonly 'party.nobody-answered': 'Nobody answered.';
  readonly 'party.not-connected': 'The telephone is not connected.';
  readonly 'party.refused': 'The call was refused.';
  readonly 'party.number-changed': 'The number has changed.';
  readonly 'party.number-unreachable': 'The number cannot be reached.';
  readonly 'party.number-wrong': 'The number is incomplete or wrong.';
  readonly 'party.no-line-free': 'No line is free.';
  readonly 'party.network-down': 'The network is out of order.';
  readonly 'party.network-failure': 'The network has a temporary failure.';
  readonly 'party.network-overloaded': 'The network is overloaded.';
  readonly 'party.no-answer': 'The called party did not answer.';
  readonly 'party.cause': 'The called party did not answer (cause {{cause}}).';
  readonly 'asterisk.events-elsewhere': 'Nobody can be called now: the events of Asterisk do not come to this Cordboard. See the state of Asterisk for the reason.';
  readonly 'asterisk.taken-over': 'Another Cordboard has taken over the calls of this STASIS_APP. This call goes on here, but its audio will not be restored if it breaks.';
  readonly 'conference.not-movable': 'A conference cannot be put on hold or sent on; its members can be hung up.';
  readonly 'conference.company': 'In conference {{extension}} with {{others}} more. {{assistant}}';
  readonly 'conference.assistant-absent': '*1 brings the assistant in.';
  readonly 'conference.assistant-listening': 'The assistant listens; its name or *1 lets it speak.';
  readonly 'conference.assistant-taking-part': 'The assistant takes part; *0 lets it go.';
  readonly 'ari.base-url-invalid': 'ARI_BASE_URL is not a URL. Set it to an address like http://localhost:8088/ari.';
  readonly 'ari.base-url-scheme': 'ARI_BASE_URL must begin with http:// or https://, like http://localhost:8088/ari.';
  readonly 'ari.base-url-login': 'ARI_BASE_URL must not hold a login. Put it into ARI_USERNAME and ARI_PASSWORD.';
  readonly 'ari.no-answer': 'Asterisk at {{url}} did not answer within {{limitMs}} ms. Is it overloaded, or is a firewall in between?';
  readonly 'ari.nothing-listens': 'Nothing listens at {{url}}. Is Asterisk running, with enabled=yes in http.conf, and is ARI_BASE_URL right?';
  readonly 'ari.host-unknown': 'The host name of {{url}} is not known. Check ARI_BASE_URL and the network.';
  readonly 'ari.certificate-untrusted': 'The TLS certificate of {{url}} is not trusted ({{why}}). Give Asterisk a certificate that this machine trusts, or name the file of its authority in NODE_EXTRA_CA_CERTS.';
  readonly 'ari.no-tls': '{{url}} does not speak TLS. Use http:// in ARI_BASE_URL, or the TLS port of http.conf (usually 8089).';
  readonly 'ari.connection-failed': 'The connection to Asterisk at {{url}} failed ({{why}}).';
  readonly 'ari.login-refused': 'Asterisk refused the login of ARI user "{{username}}". Set ARI_USERNAME and ARI_PASSWORD to a user of ari.conf.';
  readonly 'ari.login-not-from-here': 'Asterisk does not let ARI user "{{username}}" in from this machine. Check permit and deny in ari.conf and http.conf.';
  readonly 'ari.off': 'Asterisk answers at {{url}}, but not with ARI. Set enabled=yes in ari.conf, load res_ari, and check the path in ARI_BASE_URL (usually /ari, after any prefix of http.conf).';
  readonly 'ari.not-ari': "What answers at {{url}} is not Asterisk's ARI. Check host, port and path of ARI_BASE_URL.";
  readonly 'ari.starting': 'Asterisk is starting or shutting down.';
  readonly 'ari.description-unreadable': "Asterisk's API description could not be read ({{why}}).";
  readonly 'ari.description-late': "Asterisk's API description did not arrive within {{limitMs}} ms.";
  readonly 'ari.description-missing': 'Asterisk has no description of its ARI (rest-api/api-docs in its data folder). Install those files; they come with Asterisk.';
  readonly 'ari.description-unexpected': "Asterisk's API description {{name}} is not as expected: {{why}}. Install the description that comes with this Asterisk.";
  readonly 'ari.description-not-json': "Asterisk's API description is not JSON. Install the description that comes with this Asterisk.";
  readonly 'ari.client-failed': 'The ARI client failed: {{why}}.';
  readonly 'ari.events-late': 'Asterisk did not open its event socket within {{limitMs}} ms.';
  readonly 'ari.events-refused': 'Asterisk did not accept the WebSocket for events.';
  readonly 'ari.events-closed': 'Asterisk closed the event socket (code {{code}}).';
  readonly 'ari.silent': 'Asterisk did not answer for {{silentMs}} ms.';
  readonly 'ari.called-off': 'The connection to Asterisk was called off.';
  readonly 'ari.defect': 'The connection to Asterisk stopped by a defect: {{why}}.';
  readonly 'ari.taken': 'Another console serves the application "{{app}}" on this Asterisk and gets its calls. Take the application over to get them here, quit the other console, or give this one another STASIS_APP (and the dialplan with it).';
  readonly 'ari.taken-by': 'Another console, {{by}}, serves the application "{{app}}" on this Asterisk and gets its calls. Take the application over to get them here, quit the other console, or give this one another STASIS_APP (and the dialplan with it).';
  readonly 'ari.module-missing': 'Asterisk runs without {{module}}; Cordboard cannot work without it. Load it: module load {{module}} (and remove any noload line in modules.conf).';
  readonly 'ari.version-too-old': 'Asterisk {{version}} is too old for WebSocket media; RTP or AudioSocket can carry the audio instead. Better upgrade to {{required}}.';
  readonly 'ari.version-insecure': 'Asterisk {{version}} has known security holes in ARI. Upgrade to 22.10.1, 20.20.1, 23.4.1 or later.';
  readonly 'ari.version-unknown': 'Asterisk calls its version "{{version}}", which does not tell whether it is at least {{required}}.';
  readonly 'ari.read-only-user': 'ARI user "{{username}}" may only read. Set read_only=no for it in ari.conf and reload res_ari.';
  readonly 'ari.not-found': 'Asterisk knows no such channel or bridge ({{answer}}).';
  readonly 'ari.not-now': 'Asterisk cannot do that now ({{answer}}).';
  readonly 'ari.not-allowed': 'Asterisk does not allow that to this ARI user ({{answer}}). Check ARI_USERNAME, ARI_PASSWORD and read_only in ari.conf.';
  readonly 'ari.refused': 'Asterisk refused ({{answer}}). See its log.';
  readonly 'ari.unexpected-answer': "Asterisk's answer is not as expected: {{why}}";
  readonly 'ari.media-parameter-unsafe': 'External media was not asked for: the value of parameter "{{name}}" is not known to be safe for Asterisk.';
  readonly 'ari.channel-id-unsafe': 'External media was not asked for: its channel id must hold a UUID and only letters, digits, "_", "-" and ".".';
  readonly 'ari.channel-id-used': 'External media was not asked for: its channel id was used before, and every attempt needs a new one.';
  readonly 'gemini.key-missing': 'The Gemini API key is missing. Set GOOGLE_API_KEY.';
  readonly 'gemini.key-wrong': 'GOOGLE_API_KEY holds a character that no API key has (a quotation mark or a space?). Copy the key again.';
  readonly 'gemini.project-wrong': 'GOOGLE_CLOUD_PROJECT is not the id of a Google Cloud project. Set it, or turn GOOGLE_GENAI_USE_VERTEXAI off.';
  readonly 'gemini.location-wrong': 'GOOGLE_CLOUD_LOCATION is not the name of a region, such as us-central1, or global.';
  readonly 'gemini.address-wrong': 'GEMINI_BASE_URL is not an address like https://host[:port]. Correct it, or leave it empty for Google.';
  readonly 'gemini.model-name-wrong': 'GEMINI_LIVE_MODEL is not a model name. Set it to {{newest}}.';
  readonly 'gemini.model-shut-down': 'The model {{model}} was shut down on {{date}}. Set GEMINI_LIVE_MODEL to {{newest}}.';
  readonly 'gemini.model-unknown': 'Gemini does not offer the model {{model}} for live talks. Set GEMINI_LIVE_MODEL to {{newest}}.';
  readonly 'gemini.no-token': 'Google gave no access token ({{reason}}). Check GOOGLE_APPLICATION_CREDENTIALS and the network.';
  readonly 'gemini.access-refused': 'Gemini refused the credentials (HTTP {{status}}). Check GOOGLE_API_KEY (with Vertex AI: GOOGLE_APPLICATION_CREDENTIALS and GOOGLE_CLOUD_PROJECT) and what they allow.';
  readonly 'gemini.unavailable': 'Gemini is not available now (HTTP {{status}}).';
  readonly 'gemini.no-live-service': 'No Gemini Live service at the configured address (HTTP {{status}}). Check GEMINI_BASE_URL.';
  readonly 'gemini.another-service': 'What answers at the configured address is not Gemini. Check GEMINI_BASE_URL.';
  readonly 'gemini.unreachable': 'Gemini cannot be reached ({{reason}}). Check the network and GEMINI_BASE_URL.';
  readonly 'gemini.not-trusted': "The TLS connection to Gemini is not trusted ({{reason}}). Check GEMINI_BASE_URL and the system's certificates.";
  readonly 'gemini.slow': 'Gemini did not answer within {{timeoutMs}} ms. Check the network and GEMINI_BASE_URL.';
  readonly 'gemini.no-setup': 'Gemini did not set the session up within {{waitedMs}} ms.';
  readonly 'gemini.no-session-in-time': 'Gemini did not answer in time.';
  readonly 'gemini.closed-credentials': 'Gemini refused the credentials. Check GOOGLE_API_KEY (with Vertex AI: GOOGLE_APPLICATION_CREDENTIALS and GOOGLE_CLOUD_PROJECT). ({{close}})';
  readonly 'gemini.closed-model': 'Gemini does not offer this model for live talks. Set GEMINI_LIVE_MODEL to {{newest}}. ({{close}})';
  readonly 'gemini.closed-voice': 'Gemini refused the voice. Choose another one. ({{close}})';
  readonly 'gemini.closed-session': 'Gemini refused the session. ({{close}})';
  readonly 'gemini.closed-quota': 'The quota of the Gemini API key is used up, or too many sessions run at once. Check the limits of the key in AI Studio. ({{close}})';
  readonly 'gemini.closed-lost': 'The connection to Gemini was lost. ({{close}})';
  readonly 'gemini.closed-unexpectedly': 'Gemini closed the connection in an unexpected way. ({{close}})';
  readonly 'gemini.close-code': 'code {{code}}';
  readonly 'gemini.close-code-and-reason': 'code {{code}}: {{reason}}';
  readonly 'gemini.takes-no-audio': 'Gemini took no audio for {{forMs}} ms.';
  readonly 'gemini.stuck-no-answer': 'Gemini does not answer the caller.';
  readonly 'gemini.stuck-soundless': 'What Gemini says is silence.';
  readonly 'gemini.stuck-mute': 'Gemini answers without sound.';
  readonly 'gemini.session-ended': 'The session was ended.';
  readonly 'gemini.ended-by-listener': 'A listener of the link ended the session.';
  readonly 'gemini.started-already': 'The agent was started before.';
  readonly 'gemini.voice-changing': 'A voice change is running. Wait for it to end.';
  readonly 'gemini.voice-while-disconnected': 'The voice can be changed only while the agent is connected.';
  readonly 'gemini.instruction-later': 'The agent is not connected. It gets the instruction when it is again.';
  readonly 'gemini.setup-defect': 'The Gemini session could not be prepared. This is a defect of Cordboard.';
  readonly 'gemini.sdk-defect': 'The SDK could not set the session up. This is a defect of Cordboard.';
};

/** Names of the placeholders of a text: `{{name}}`, the form that i18next reads too. */
type Placeholders<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** A value of a placeholder. A phrase in a phrase is the reason for it, in the same language. */
export type PhraseParam = string | number | Phrase;

/** Words of the connection to Gemini. */
declare const AGENT: {
  readonly 'gemini.key-missing': 'The Gemini API key is missing. Set GOOGLE_API_KEY.';
  readonly 'gemini.key-wrong': 'GOOGLE_API_KEY holds a character that no API key has (a quotation mark or a space?). Copy the key again.';
  readonly 'gemini.project-wrong': 'GOOGLE_CLOUD_PROJECT is not the id of a Google Cloud project. Set it, or turn GOOGLE_GENAI_USE_VERTEXAI off.';
  readonly 'gemini.location-wrong': 'GOOGLE_CLOUD_LOCATION is not the name of a region, such as us-central1, or global.';
  readonly 'gemini.address-wrong': 'GEMINI_BASE_URL is not an address like https://host[:port]. Correct it, or leave it empty for Google.';
  readonly 'gemini.model-name-wrong': 'GEMINI_LIVE_MODEL is not a model name. Set it to {{newest}}.';
  readonly 'gemini.model-shut-down': 'The model {{model}} was shut down on {{date}}. Set GEMINI_LIVE_MODEL to {{newest}}.';
  readonly 'gemini.model-unknown': 'Gemini does not offer the model {{model}} for live talks. Set GEMINI_LIVE_MODEL to {{newest}}.';
  readonly 'gemini.no-token': 'Google gave no access token ({{reason}}). Check GOOGLE_APPLICATION_CREDENTIALS and the network.';
  readonly 'gemini.access-refused': 'Gemini refused the credentials (HTTP {{status}}). Check GOOGLE_API_KEY (with Vertex AI: GOOGLE_APPLICATION_CREDENTIALS and GOOGLE_CLOUD_PROJECT) and what they allow.';
  readonly 'gemini.unavailable': 'Gemini is not available now (HTTP {{status}}).';
  readonly 'gemini.no-live-service': 'No Gemini Live service at the configured address (HTTP {{status}}). Check GEMINI_BASE_URL.';
  readonly 'gemini.another-service': 'What answers at the configured address is not Gemini. Check GEMINI_BASE_URL.';
  readonly 'gemini.unreachable': 'Gemini cannot be reached ({{reason}}). Check the network and GEMINI_BASE_URL.';
  readonly 'gemini.not-trusted': "The TLS connection to Gemini is not trusted ({{reason}}). Check GEMINI_BASE_URL and the system's certificates.";
  readonly 'gemini.slow': 'Gemini did not answer within {{timeoutMs}} ms. Check the network and GEMINI_BASE_URL.';
  readonly 'gemini.no-setup': 'Gemini did not set the session up within {{waitedMs}} ms.';
  readonly 'gemini.no-session-in-time': 'Gemini did not answer in time.';
  readonly 'gemini.closed-credentials': 'Gemini refused the credentials. Check GOOGLE_API_KEY (with Vertex AI: GOOGLE_APPLICATION_CREDENTIALS and GOOGLE_CLOUD_PROJECT). ({{close}})';
  readonly 'gemini.closed-model': 'Gemini does not offer this model for live talks. Set GEMINI_LIVE_MODEL to {{newest}}. ({{close}})';
  readonly 'gemini.closed-voice': 'Gemini refused the voice. Choose another one. ({{close}})';
  readonly 'gemini.closed-session': 'Gemini refused the session. ({{close}})';
  readonly 'gemini.closed-quota': 'The quota of the Gemini API key is used up, or too many sessions run at once. Check the limits of the key in AI Studio. ({{close}})';
  readonly 'gemini.closed-lost': 'The connection to Gemini was lost. ({{close}})';
  readonly 'gemini.closed-unexpectedly': 'Gemini closed the connection in an unexpected way. ({{close}})';
  readonly 'gemini.close-code': 'code {{code}}';
  readonly 'gemini.close-code-and-reason': 'code {{code}}: {{reason}}';
  readonly 'gemini.takes-no-audio': 'Gemini took no audio for {{forMs}} ms.';
  readonly 'gemini.stuck-no-answer': 'Gemini does not answer the caller.';
  readonly 'gemini.stuck-soundless': 'What Gemini says is silence.';
  readonly 'gemini.stuck-mute': 'Gemini answers without sound.';
  readonly 'gemini.session-ended': 'The session was ended.';
  readonly 'gemini.ended-by-listener': 'A listener of the link ended the session.';
  readonly 'gemini.started-already': 'The agent was started before.';
  readonly 'gemini.voice-changing': 'A voice change is running. Wait for it to end.';
  readonly 'gemini.voice-while-disconnected': 'The voice can be changed only while the agent is connected.';
  readonly 'gemini.instruction-later': 'The agent is not connected. It gets the instruction when it is again.';
  readonly 'gemini.setup-defect': 'The Gemini session could not be prepared. This is a defect of Cordboard.';
  readonly 'gemini.sdk-defect': 'The SDK could not set the session up. This is a defect of Cordboard.';
};

/** Words of the HTTP API. */
declare const API: {};

/** Words of Asterisk's REST interface. */
declare const ARI: {
  readonly 'ari.base-url-invalid': 'ARI_BASE_URL is not a URL. Set it to an address like http://localhost:8088/ari.';
  readonly 'ari.base-url-scheme': 'ARI_BASE_URL must begin with http:// or https://, like http://localhost:8088/ari.';
  readonly 'ari.base-url-login': 'ARI_BASE_URL must not hold a login. Put it into ARI_USERNAME and ARI_PASSWORD.';
  readonly 'ari.no-answer': 'Asterisk at {{url}} did not answer within {{limitMs}} ms. Is it overloaded, or is a firewall in between?';
  readonly 'ari.nothing-listens': 'Nothing listens at {{url}}. Is Asterisk running, with enabled=yes in http.conf, and is ARI_BASE_URL right?';
  readonly 'ari.host-unknown': 'The host name of {{url}} is not known. Check ARI_BASE_URL and the network.';
  readonly 'ari.certificate-untrusted': 'The TLS certificate of {{url}} is not trusted ({{why}}). Give Asterisk a certificate that this machine trusts, or name the file of its authority in NODE_EXTRA_CA_CERTS.';
  readonly 'ari.no-tls': '{{url}} does not speak TLS. Use http:// in ARI_BASE_URL, or the TLS port of http.conf (usually 8089).';
  readonly 'ari.connection-failed': 'The connection to Asterisk at {{url}} failed ({{why}}).';
  readonly 'ari.login-refused': 'Asterisk refused the login of ARI user "{{username}}". Set ARI_USERNAME and ARI_PASSWORD to a user of ari.conf.';
  readonly 'ari.login-not-from-here': 'Asterisk does not let ARI user "{{username}}" in from this machine. Check permit and deny in ari.conf and http.conf.';
  readonly 'ari.off': 'Asterisk answers at {{url}}, but not with ARI. Set enabled=yes in ari.conf, load res_ari, and check the path in ARI_BASE_URL (usually /ari, after any prefix of http.conf).';
  readonly 'ari.not-ari': "What answers at {{url}} is not Asterisk's ARI. Check host, port and path of ARI_BASE_URL.";
  readonly 'ari.starting': 'Asterisk is starting or shutting down.';
  readonly 'ari.description-unreadable': "Asterisk's API description could not be read ({{why}}).";
  readonly 'ari.description-late': "Asterisk's API description did not arrive within {{limitMs}} ms.";
  readonly 'ari.description-missing': 'Asterisk has no description of its ARI (rest-api/api-docs in its data folder). Install those files; they come with Asterisk.';
  readonly 'ari.description-unexpected': "Asterisk's API description {{name}} is not as expected: {{why}}. Install the description that comes with this Asterisk.";
  readonly 'ari.description-not-json': "Asterisk's API description is not JSON. Install the description that comes with this Asterisk.";
  readonly 'ari.client-failed': 'The ARI client failed: {{why}}.';
  readonly 'ari.events-late': 'Asterisk did not open its event socket within {{limitMs}} ms.';
  readonly 'ari.events-refused': 'Asterisk did not accept the WebSocket for events.';
  readonly 'ari.events-closed': 'Asterisk closed the event socket (code {{code}}).';
  readonly 'ari.silent': 'Asterisk did not answer for {{silentMs}} ms.';
  readonly 'ari.called-off': 'The connection to Asterisk was called off.';
  readonly 'ari.defect': 'The connection to Asterisk stopped by a defect: {{why}}.';
  readonly 'ari.taken': 'Another console serves the application "{{app}}" on this Asterisk and gets its calls. Take the application over to get them here, quit the other console, or give this one another STASIS_APP (and the dialplan with it).';
  readonly 'ari.taken-by': 'Another console, {{by}}, serves the application "{{app}}" on this Asterisk and gets its calls. Take the application over to get them here, quit the other console, or give this one another STASIS_APP (and the dialplan with it).';
  readonly 'ari.module-missing': 'Asterisk runs without {{module}}; Cordboard cannot work without it. Load it: module load {{module}} (and remove any noload line in modules.conf).';
  readonly 'ari.version-too-old': 'Asterisk {{version}} is too old for WebSocket media; RTP or AudioSocket can carry the audio instead. Better upgrade to {{required}}.';
  readonly 'ari.version-insecure': 'Asterisk {{version}} has known security holes in ARI. Upgrade to 22.10.1, 20.20.1, 23.4.1 or later.';
  readonly 'ari.version-unknown': 'Asterisk calls its version "{{version}}", which does not tell whether it is at least {{required}}.';
  readonly 'ari.read-only-user': 'ARI user "{{username}}" may only read. Set read_only=no for it in ari.conf and reload res_ari.';
  readonly 'ari.not-found': 'Asterisk knows no such channel or bridge ({{answer}}).';
  readonly 'ari.not-now': 'Asterisk cannot do that now ({{answer}}).';
  readonly 'ari.not-allowed': 'Asterisk does not allow that to this ARI user ({{answer}}). Check ARI_USERNAME, ARI_PASSWORD and read_only in ari.conf.';
  readonly 'ari.refused': 'Asterisk refused ({{answer}}). See its log.';
  readonly 'ari.unexpected-answer': "Asterisk's answer is not as expected: {{why}}";
  readonly 'ari.media-parameter-unsafe': 'External media was not asked for: the value of parameter "{{name}}" is not known to be safe for Asterisk.';
  readonly 'ari.channel-id-unsafe': 'External media was not asked for: its channel id must hold a UUID and only letters, digits, "_", "-" and ".".';
  readonly 'ari.channel-id-used': 'External media was not asked for: its channel id was used before, and every attempt needs a new one.';
};

/** Words of callers' channels in Asterisk. */
declare const ASTERISK: {
  readonly 'asterisk.events-elsewhere': 'Nobody can be called now: the events of Asterisk do not come to this Cordboard. See the state of Asterisk for the reason.';
  readonly 'asterisk.taken-over': 'Another Cordboard has taken over the calls of this STASIS_APP. This call goes on here, but its audio will not be restored if it breaks.';
  readonly 'conference.not-movable': 'A conference cannot be put on hold or sent on; its members can be hung up.';
  readonly 'conference.company': 'In conference {{extension}} with {{others}} more. {{assistant}}';
  readonly 'conference.assistant-absent': '*1 brings the assistant in.';
  readonly 'conference.assistant-listening': 'The assistant listens; its name or *1 lets it speak.';
  readonly 'conference.assistant-taking-part': 'The assistant takes part; *0 lets it go.';
};

/** Words of calls: refusals, notices, events, end reasons. */
declare const CALL: {
  readonly 'call.ended-meanwhile': 'The call ended meanwhile.';
  readonly 'call.caller-gave-up': 'The caller gave up.';
  readonly 'call.ends-soon': 'The call ends in a minute (MAX_CALL_DURATION).';
  readonly 'call.program-ends': 'Cordboard is ending.';
  readonly 'call.number-wrong': 'A number or extension is 1 to 40 of digits, letters, + * # . _ and -.';
  readonly 'call.leaving': 'The caller is leaving this call already.';
  readonly 'call.taken-by-another': 'another Cordboard took the call over';
  readonly 'call.gone-from-asterisk': 'the call was gone from Asterisk, without a word';
  readonly 'call.gone-when-asterisk-came-back': 'the call was gone when Asterisk came back';
  readonly 'call.unknown': 'There is no such call any more.';
  readonly 'call.no-agent': 'This call has no voice agent; it can only be answered, declined and hung up.';
  readonly 'end-reason.caller-hung-up': 'the caller hung up';
  readonly 'end-reason.supervisor-hung-up': 'the supervisor hung up';
  readonly 'end-reason.declined': 'the supervisor declined the call';
  readonly 'end-reason.agent-ended': 'the voice agent ended the call';
  readonly 'end-reason.transferred': 'the caller was transferred';
  readonly 'end-reason.not-answered': 'the called party did not answer';
  readonly 'end-reason.caller-silent': 'the caller stayed silent for too long';
  readonly 'end-reason.agent-unavailable': 'the voice agent could not be reached';
  readonly 'end-reason.media-failed': 'the audio connection failed';
  readonly 'end-reason.setup-failed': 'the call could not be set up';
  readonly 'end-reason.asterisk-lost': 'the connection to Asterisk was lost';
  readonly 'end-reason.max-duration': 'the call reached its longest duration';
  readonly 'end-reason.shutdown': 'Cordboard was closed';
  readonly 'event.dialing': 'The called party is being called.';
  readonly 'event.ringing': 'The call is ringing.';
  readonly 'event.answering': 'The call is being answered.';
  readonly 'event.connecting': 'The call is being connected.';
  readonly 'event.live': 'The call is live.';
  readonly 'event.held': 'The call is on hold.';
  readonly 'event.ended': 'The call ended: {{why}}.';
  readonly 'event.agent-connecting': 'The voice agent is being connected.';
  readonly 'event.agent-ready': 'The voice agent is connected.';
  readonly 'event.agent-resuming': 'The connection of the voice agent is being made anew.';
  readonly 'event.agent-switching-voice': 'The voice agent is being connected with another voice.';
  readonly 'event.agent-failed': 'The voice agent is gone.';
  readonly 'event.agent-closed': 'The voice agent is disconnected.';
  readonly 'event.voice': 'The voice changed from {{before}} to {{now}}.';
  readonly 'event.held-by-caller': 'The caller put the call on hold.';
  readonly 'event.held-by-supervisor': 'The supervisor put the call on hold.';
  readonly 'event.hold-ended': 'The hold ended.';
  readonly 'event.caller-muted': 'The supervisor muted the caller.';
  readonly 'event.caller-unmuted': 'The caller can be heard again.';
  readonly 'event.agent-muted': 'The supervisor muted the voice agent.';
  readonly 'event.agent-unmuted': 'The voice agent can be heard again.';
  readonly 'event.agent-paused': 'The supervisor paused the voice agent.';
  readonly 'event.agent-goes-on': 'The voice agent takes part again.';
  readonly 'event.taken-over': 'The supervisor took the call over.';
  readonly 'event.handed-back': 'The voice agent has the call.';
  readonly 'event.barge-in-immediate': 'The caller may interrupt the voice agent at once.';
  readonly 'event.barge-in-confirm': 'The caller may interrupt the voice agent by speech that goes on.';
  readonly 'event.barge-in-off': 'The caller cannot interrupt the voice agent.';
  readonly 'event.recording-on': 'The call is being recorded.';
  readonly 'event.recording-paused': 'The recording is paused.';
  readonly 'event.recording-off': 'The recording ended.';
  readonly 'event.consultation-ringing': 'The supervisor is calling {{target}} for a consultation.';
  readonly 'event.consultation-talking': 'The supervisor talks with {{target}}.';
  readonly 'event.consultation-ended': 'The consultation ended.';
  readonly 'event.barge-ins': 'Barge-ins: {{times}}.';
  readonly 'event.barge-ins-timed': 'Barge-ins: {{times}}. The voice agent stopped in {{reactionMs}} ms.';
  readonly 'event.message-taken': 'The caller left a message: {{message}}';
  readonly 'refused.consulting': 'End the consultation first.';
  readonly 'refused.consulting-already': 'Somebody is being consulted already.';
  readonly 'refused.not-recorded': 'The call is not being recorded.';
  readonly 'refused.recorded-already': 'The call is being recorded already.';
  readonly 'refused.recording-paused-already': 'The recording is paused already.';
  readonly 'refused.recording-not-paused': 'The recording is not paused.';
  readonly 'refused.taken-over': 'The call is taken over. Hand it back first.';
  readonly 'refused.taken-over-already': 'The call is taken over already.';
  readonly 'refused.not-taken-over': 'The call is not taken over.';
  readonly 'refused.held-already': 'The call is on hold already.';
  readonly 'refused.caller-holds': 'The caller holds the line.';
  readonly 'refused.agent-paused': 'The agent is paused. Let it go on first.';
  readonly 'refused.nobody-consulted': 'Nobody is being consulted.';
  readonly 'refused.nobody-consulted-yet': 'The consulted party has not answered.';
  readonly 'refused.not-ringing': 'Only a ringing call can be answered or declined.';
  readonly 'refused.dialing': 'The called party has not answered yet.';
  readonly 'refused.ringing': 'The call has not been answered yet.';
  readonly 'refused.answering': 'The call is still being answered.';
  readonly 'refused.connecting': 'The call is still being connected.';
  readonly 'refused.live': 'The call is not on hold.';
  readonly 'refused.held': 'The call is on hold. Resume it first.';
  readonly 'refused.ended': 'The call has ended already.';
  readonly 'consultation.media-lost': 'The audio connection to the consulted party was lost.';
  readonly 'consultation.not-heard': 'The consulted party could not be heard: {{why}}';
  readonly 'consultation.party-hung-up': 'The consulted party hung up.';
  readonly 'transfer.no-extension': 'The dialplan has no extension {{extension}} in {{context}} (TRANSFER_CONTEXT).';
  readonly 'headset.missing': 'No headset is on the call that was taken over; the AI speaks again.';
  readonly 'headset.taken': 'Somebody listens to this call already. Close that headset first.';
  readonly 'recording.disk-full': 'The call is not recorded: only {{freeMegabytes}} MB are free on the disk, and RECORDING_MIN_FREE_DISK keeps {{keptMegabytes}} MB. Free some space, then start the recording again.';
  readonly 'recording.too-large': 'The recording has reached RECORDING_MAX_SIZE ({{megabytes}} MB) and is closed. What follows is not recorded.';
  readonly 'recording.not-written': 'The recording cannot be written any more: {{why}}. Check the disk, then start it again.';
  readonly 'farewell.not-hung-up': 'The caller could not be hung up yet. Cordboard tries again until it succeeds: {{why}}';
  readonly 'farewell.not-given-back': 'The caller could not be given back to the dialplan yet. Cordboard tries again until it succeeds: {{why}}';
  readonly 'party.unreachable': 'The called party could not be reached.';
  readonly 'party.number-not-assigned': 'The number is not assigned.';
  readonly 'party.no-route': 'There is no route to the number.';
  readonly 'party.busy': 'The line is busy.';
  readonly 'party.no-response': 'The telephone does not respond.';
  readonly 'party.nobody-answered': 'Nobody answered.';
  readonly 'party.not-connected': 'The telephone is not connected.';
  readonly 'party.refused': 'The call was refused.';
  readonly 'party.number-changed': 'The number has changed.';
  readonly 'party.number-unreachable': 'The number cannot be reached.';
  readonly 'party.number-wrong': 'The number is incomplete or wrong.';
  readonly 'party.no-line-free': 'No line is free.';
  readonly 'party.network-down': 'The network is out of order.';
  readonly 'party.network-failure': 'The network has a temporary failure.';
  readonly 'party.network-overloaded': 'The network is overloaded.';
  readonly 'party.no-answer': 'The called party did not answer.';
  readonly 'party.cause': 'The called party did not answer (cause {{cause}}).';
};

/** Words of settings and profiles. */
declare const CONFIG: {};

/** Words of the demo mode. */
declare const DEMO: {
  readonly 'demo.not-answered': 'The call has to be answered first.';
  readonly 'demo.caller-gone': 'The caller has hung up.';
  readonly 'demo.voice-while-disconnected': 'The voice cannot be changed while the agent is not connected. Try again.';
};

/** Words of the desk. */
declare const DESK: {
  readonly 'file.not-written': 'The file could not be written: {{why}}. Choose another place.';
};

/** Words of no part in particular. */
declare const GENERAL: {
  /** Words that come from elsewhere: Asterisk, Gemini, the operating system, an old record. */
  readonly text: '{{text}}';
};

/** Words of the media connections and recordings. */
declare const MEDIA: {
  readonly 'media.lost': 'The audio connection to Asterisk was lost; it is being restored.';
  readonly 'media-test.round-trip': 'Round trip to Asterisk and back: {{medianMs}} ms (median), {{p99Ms}} ms (99 %), {{longestMs}} ms at most, of {{frames}}.';
  readonly 'media.port-taken': "EXTERNAL_MEDIA_PORT {{port}} is already in use on {{host}}. Stop the other program, or choose another port here and, for websocket-listen, in Asterisk's websocket_client.conf.";
  readonly 'media.port-forbidden': "EXTERNAL_MEDIA_PORT {{port}} may not be used by this user. Choose one above 1023, here and, for websocket-listen, in Asterisk's websocket_client.conf.";
  readonly 'media.host-not-here': 'EXTERNAL_MEDIA_HOST {{host}} is not an address of this machine.';
  readonly 'media.host-unknown': 'EXTERNAL_MEDIA_HOST {{host}} is not a known name.';
  readonly 'media.cannot-listen': 'Cannot listen on EXTERNAL_MEDIA_HOST {{host}}, EXTERNAL_MEDIA_PORT {{port}}: {{why}}.';
  readonly 'media.called-off': 'The media connection was called off.';
  readonly 'media.not-requested': 'The media connection was not requested before it was opened.';
  readonly 'media.closed-at-once': 'Asterisk closed the media connection at once.';
  readonly 'media.closed-early': 'The media connection closed before Asterisk announced its media.';
  readonly 'media.broke': 'The media connection broke: {{why}}.';
  readonly 'media.stuck': 'Asterisk takes no more audio on the media connection.';
  readonly 'media.silent': 'Asterisk neither sends audio nor answers on the media connection any more.';
  readonly 'media.audiosocket-missing': 'Asterisk did not connect its AudioSocket within {{limitMs}} ms. TCP must get through from it to EXTERNAL_MEDIA_HOST {{host}}, EXTERNAL_MEDIA_PORT {{port}}.';
  readonly 'media.rtp-port-unnamed': 'Asterisk did not name the RTP port of its media channel (UNICASTRTP_LOCAL_ADDRESS, UNICASTRTP_LOCAL_PORT). chan_rtp must be loaded; it comes with Asterisk 16.6.';
  readonly 'media.rtp-no-route': "There is no way from EXTERNAL_MEDIA_HOST {{host}} to Asterisk's RTP port {{peer}}: {{why}}.";
  readonly 'media.rtp-no-answer': "Asterisk's RTP port {{peer}} did not answer within {{limitMs}} ms. UDP must get through from here to it, and from it to {{host}}:{{port}}.";
  readonly 'media.rtp-unreachable': "Asterisk's RTP port cannot be reached any more: {{why}}.";
  readonly 'media.rtp-ports-taken': 'No UDP port from EXTERNAL_MEDIA_RTP_FIRST_PORT {{first}} to EXTERNAL_MEDIA_RTP_LAST_PORT {{last}} is free on {{host}}. Choose a wider range.';
  readonly 'media.rtp-ports-none': 'EXTERNAL_MEDIA_RTP_FIRST_PORT {{first}} is above EXTERNAL_MEDIA_RTP_LAST_PORT {{last}}. Choose a range with ports in it.';
  readonly 'media.rtp-cannot-bind': 'Cannot receive RTP on EXTERNAL_MEDIA_HOST {{host}}: {{why}}. Set it to the address of this machine that Asterisk reaches.';
  readonly 'media.websocket-late': 'Asterisk did not open the media connection within {{limitMs}} ms.';
  readonly 'media.websocket-missing': 'Asterisk did not connect its media within {{limitMs}} ms. Its websocket_client.conf needs a section [{{client}}] with a uri that leads to this machine: ws://HOST:{{port}}{{path}}';
  readonly 'media.websocket-nameless': 'The connection did not say within {{limitMs}} ms which channel it belongs to (MEDIA_START).';
  readonly 'media.connection-unnamed': 'Asterisk did not name a media connection (MEDIA_WEBSOCKET_CONNECTION_ID). chan_websocket must be loaded; it comes with Asterisk 20.18, 22.8 or 23.2.';
  readonly 'media.connection-id-invalid': 'Asterisk named an invalid media connection id.';
  readonly 'media.wrong-channel': 'Asterisk connected the media of another channel than the requested one.';
  readonly 'media.wrong-format': 'Asterisk opened the media channel as {{format}} with {{frameBytes}}-byte frames; Cordboard needs slin16 with {{neededBytes}}. Check for a codec option on the external media channel.';
  readonly 'media.refused-forbidden': 'Asterisk refused the media connection with HTTP 403: access to /media is restricted. Allow this machine in http.conf.';
  readonly 'media.refused-unknown': 'Asterisk refused the media connection with HTTP 404: the channel is already gone, or http.conf has another prefix than ARI_BASE_URL.';
  readonly 'media.refused-taken': 'Asterisk refused the media connection with HTTP 409: this media channel is connected already.';
  readonly 'media.refused': 'Asterisk refused the media connection with HTTP {{status}}. See the Asterisk log.';
  readonly 'media.certificate-untrusted': 'The media connection to Asterisk is not trusted: {{why}}. Name the file of its authority in NODE_EXTRA_CA_CERTS.';
  readonly 'media.connection-failed': 'The media connection to Asterisk failed: {{why}}.';
  readonly 'media.vad-thread-ended': 'The thread of the model ended with code {{code}}.';
  readonly 'media.vad-thread-silent': 'The thread of the model did not answer.';
  readonly 'media.recording-not-created': 'The recording {{path}} cannot be created: {{why}}.';
  readonly 'media.recording-incomplete': 'The recording {{path}} is not complete: {{why}}.';
};

/** Words of plugins. */
declare const PLUGINS: {};

/** Words of the program as a whole. */
declare const PROGRAM: {
  readonly 'program.alreadyRunning': 'Another Cordboard{{process}} works in the data folder {{folder}}. End it, or give this one a folder of its own with CORDBOARD_DATA_DIR.';
  readonly 'program.noFolderLock': 'The data folder {{folder}} cannot be locked ({{reason}}). See to it that no other Cordboard uses it.';
  readonly 'program.callsNotEnded': 'The calls could not be ended in order.';
};

/**
 * What is wrong with a value that people write into settings and profiles. The words go on after
 * the name of the value, e.g. "HTTP_TOOL_HOSTS holds more than 50 hosts."
 */
declare const RULES: {
  readonly 'tool-hosts.too-many': 'holds more than {{max}} hosts. Take some out.';
  readonly 'tool-hosts.wrong': 'is wrong: {{entry}} is no host. Write names or addresses, with a port where it is not the usual one: api.example.com, 10.0.0.5:8080.';
  readonly 'tool-secrets.wrong-pair': 'is wrong: pair {{number}} is not NAME=value (name in capitals, digits and underscore; no blanks).';
  readonly 'tool-secrets.not-set': 'The secret {{name}} is not set in HTTP_TOOL_SECRETS.';
  readonly 'url-template.no-address': 'must be a web address, such as https://shop.example/orders/{id}.';
  readonly 'url-template.wrong-scheme': 'must begin with https:// or http://.';
  readonly 'url-template.credentials': 'must hold no user name and password. Put them into a header, as a secret of HTTP_TOOL_SECRETS.';
  readonly 'url-template.fragment': 'must hold no #: that part is never sent.';
  readonly 'url-template.wrong-place': 'may have {places} only in its path and its query, named by letters, digits and underscore.';
  readonly 'url-template.secret': 'must hold no secret ({{name}}). Send it in a header, as a secret of HTTP_TOOL_SECRETS.';
  readonly 'url-template.wrong-value': 'This value cannot stand in the address.';
  readonly 'webhook-urls.too-many': 'holds more than {{max}} addresses. Take some out.';
  readonly 'webhook-urls.wrong': 'is wrong: address {{number}} {{why}}';
  readonly 'webhook-urls.no-address': 'is no web address. Write it as https://host/path.';
  readonly 'webhook-urls.credentials': 'has a user name or password in it. Take it out; the signature proves the sender.';
  readonly 'webhook-urls.unencrypted': 'is neither https nor http on this machine (localhost, 127.0.0.1). Use https.';
  readonly 'json-schema.not-object': 'must be a JSON Schema of an object: {"type":"object"}.';
  readonly 'json-schema.invalid': 'must be a JSON Schema: {{why}}.';
};

/** Words of the record of calls. */
declare const STORE: {
  readonly 'history.off': 'No record of calls is kept: it could not be opened. See the log.';
  readonly 'history.no-recording': 'There is no such recording of this call.';
  readonly 'history.recording-gone': 'The recording is not there any more.';
  readonly 'history.not-open': 'The call history is not open.';
  readonly 'history.opening': 'The call history is being opened.';
  readonly 'history.restarting': 'The call history is starting again. Try once more in a moment.';
  readonly 'history.no-answer': 'The call history did not answer.';
  readonly 'history.degraded': '{{why}} Calls go on; what happens is kept in memory and written when it works again.';
  readonly 'history.replaced': 'The call history was damaged. The backup {{backup}} took its place; calls that came after it are missing. The damaged file is kept as {{setAside}}.';
  readonly 'history.begun-anew': 'The call history was damaged. There was no backup, so the history begins anew. The damaged file is kept as {{setAside}}.';
  readonly 'history.newer-version': 'The call history was written by a newer Cordboard (version {{found}} of its tables, this one knows {{known}}). Start the newer Cordboard, or move the file away.';
  readonly 'history.disk-full': 'The disk is full: free some space.';
  readonly 'history.read-only': 'The folder of the call history cannot be written: check its permissions.';
  readonly 'history.locked': 'Another program holds the file of the call history: close it.';
  readonly 'history.io': 'The disk reports an error, or is full.';
  readonly 'history.cannot-open': 'The file of the call history cannot be opened: check the folder and its permissions.';
  readonly 'history.damaged': 'The file of the call history is damaged.';
  readonly 'history.failed': 'The call history failed: {{why}}';
  readonly 'history.no-call': 'The history has no such call.';
  readonly 'history.wrong-cursor': 'The cursor is not one that a page ended with. Begin without one.';
  readonly 'history.no-caller-number': 'Give the number of the caller to delete.';
  readonly 'history.caller-on-line': 'This caller is on the line: end the call, then delete again.';
  readonly 'history.backups-not-cleared': 'The caller is removed from the history, but not from all backups: {{why}} It is tried again.';
};

/** Words of the talk with the agent: what is wrong with it, and what is done about it. */
declare const TALK: {
  readonly 'agent.renewing': 'The connection of the voice agent is being made anew.';
  readonly 'agent.resuming': 'The connection of the voice agent was lost; it is being restored.';
  readonly 'agent.gone': 'The voice agent is gone.';
  readonly 'agent.defect': 'The agent failed in an unforeseen way. This is a defect of Cordboard.';
  readonly 'voice.not-changed': 'The voice could not be changed to {{voice}}: {{why}}';
  readonly 'alert.caller-silent': 'The caller has said nothing for {{seconds}} s.';
  readonly 'alert.agent-soundless': 'The AI has been silent for {{seconds}} s although it should speak; its connection is made anew.';
  readonly 'alert.agent-talking': 'The AI has talked for {{seconds}} s without a pause; it was told to come to an end.';
  readonly 'alert.agent-mute': 'The AI answers without sound, also over a new connection.';
  readonly 'alert.no-answer': 'The AI has not answered for {{seconds}} s.';
  readonly 'alert.no-media': 'No audio has come from the caller for {{seconds}} s; the audio connection is made anew.';
  readonly 'alert.long-call': 'The call has lasted {{minutes}} min.';
  readonly 'hearing.unheard': 'Asterisk hears the caller, Cordboard does not. Their audio does not arrive over the media path or, with VAD_ENGINE=energy, VAD_ENERGY_THRESHOLD is too high for it.';
};

/** Words of the agent's tools, for the agent and for the transcript. */
declare const TOOLS: {
  readonly 'tool.too-many': 'Too many calls at once. Wait for the others first.';
  readonly 'tool.unknown': 'There is no tool of this name.';
  readonly 'tool.failed': 'The tool failed ({{why}}).';
  readonly 'tool.cancelled': 'Cancelled.';
  readonly 'tool.no-such-target': 'Nobody of this name can be transferred to.';
  readonly 'tool.transfer-called-off': 'The caller is not to be sent on any more.';
  readonly 'tool.misconfigured': 'This tool is not set up as it must be.';
  readonly 'tool.host-slow': '{{host}} did not answer within {{timeoutMs}} ms.';
  readonly 'tool.host-unreachable': '{{host}} could not be reached ({{code}}).';
  readonly 'tool.host-not-allowed': '{{host}} may not be asked. Put the host on HTTP_TOOL_HOSTS (for one in a network of your own its address too); public hosts are asked by https only.';
  readonly 'tool.redirected': '{{host}} redirects elsewhere ({{status}}). Redirects are not followed: put the final address into the profile.';
  readonly 'tool.packed': '{{host}} sent a packed answer, which was not asked for.';
  readonly 'tool.status': 'The service answered {{status}}.';
  readonly 'tool.status-and-text': 'The service answered {{status}}: {{text}}';
};

/** Words of webhooks. */
declare const WEBHOOKS: {};

export {};

/** One call as plain data: what the window, the HTTP API and the tests see. */
import type { CallAlert } from './alert';
import type { Disclosure } from './disclosure';
import type { EndReason } from './endReasons';
import type { LookUp } from './lookUp';
import type { CallMetrics } from './metrics';
import type { NoticeKind } from './noticeKinds';
import type { Nudge } from './nudge';
import type { Phrase } from './phrases/phrase';
import type { Question } from './question';
import type { Trial } from './trial';
import type { VoiceName } from './voices';

export { NOTICE_KINDS, type NoticeKind } from './noticeKinds';

/** Identity of a call: the unique id of the caller's Asterisk channel. */
export type CallId = string;

/** Who began the call: somebody who called, or the supervisor. */
export const CALL_DIRECTIONS = ['inbound', 'outbound'] as const;

/** See CALL_DIRECTIONS. */
export type CallDirection = (typeof CALL_DIRECTIONS)[number];

/**
 * Life of a call, in order. `dialing`: the called party of an outgoing call has not answered yet.
 * `ringing`: waits for the supervisor (AUTO_ANSWER_CALLS=false). `answering`: the caller's channel
 * is being answered. `connecting`: bridge, media channel and agent session are set up. `live`:
 * caller and agent can talk. `held`: caller or supervisor put the call on hold (see Call.heldBy).
 * `ended`: over; what it held in Asterisk is freed at once.
 */
export const CALL_STATES = [
  'dialing',
  'ringing',
  'answering',
  'connecting',
  'live',
  'held',
  'ended',
] as const;

/** See CALL_STATES. */
export type CallState = (typeof CALL_STATES)[number];

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

/** How the call's audio travels between Asterisk and Cordboard. */
export const MEDIA_TRANSPORT_NAMES = [
  'websocket-dial',
  'websocket-listen',
  'rtp',
  'audiosocket',
  'simulated',
] as const;

/** See MEDIA_TRANSPORT_NAMES. */
export type MediaTransportName = (typeof MEDIA_TRANSPORT_NAMES)[number];

/**
 * What happens when the caller speaks while the agent does. `immediate`: the agent is cut off.
 * `confirm`: the agent pauses, and is cut off only when it is speech that goes on; after a cough or
 * a short "mm-hm" it continues. `off`: the agent goes on.
 */
export const BARGE_IN_MODES = ['immediate', 'confirm', 'off'] as const;

/** See BARGE_IN_MODES. */
export type BargeInMode = (typeof BARGE_IN_MODES)[number];

/** Who speaks to the caller: the voice agent, or the supervisor who took the call over. */
export type FloorHolder = 'agent' | 'supervisor';

/**
 * Whether the call is being recorded. `paused`: the file goes on with silence (e.g. while a card
 * number is read).
 */
export const RECORDING_STATES = ['off', 'on', 'paused'] as const;

/** See RECORDING_STATES. */
export type RecordingState = (typeof RECORDING_STATES)[number];

/**
 * A third party the supervisor asks before an attended transfer; the caller hears music meanwhile.
 */
type Consultation = {
  /** Who is asked, as it was dialled. */
  readonly target: string;
  /** `joining`: they and the caller are being connected. */
  readonly state: 'ringing' | 'talking' | 'joining';
};

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

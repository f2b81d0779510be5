/**
 * A call as one value: everything that decides about it, and everything that is shown of it.
 * callReducer.ts is the only place that makes a new value of an old one; `project` computes what
 * others see.
 */
import type { Call, CallState } from '#model/call';
import type { LookUp } from '#model/lookUp';
import { EMPTY_METRICS } from '#model/metrics';
import type { CallerInfo } from '../callLeg';
import type { CallSettings } from '../callSettings';
import type { CallOrigin } from './callMemory';
import { NO_QUESTIONS, type Questions } from './questions';
import { type CallWishes, NO_WISHES } from './wishes';

/** How a supervisor leaves the agent's place; null: as it comes. */
export type HandOver = {
  /** What the agent is told of the take-over, in place of what was said. */
  readonly brief: string | null;
  /** What that was made of (HandBackBrief.of); null: of all that was said. */
  readonly briefOf: readonly number[] | null;
  /** What the agent says first, word for word. */
  readonly firstSentence: string | null;
  /** Who hands the call back, as the desk names them. */
  readonly by: string | null;
};

/** The agent learns what was said, and goes on as it finds right. */
export const AS_IT_IS: HandOver = {
  brief: null,
  briefOf: null,
  firstSentence: null,
  by: null,
};

/** The agent's place in the talk: a supervisor may sit there. */
type Seat =
  /** The agent has it, as the last supervisor left it. */
  | ({ readonly kind: 'free' } & HandOver)
  /** `by` speaks in the agent's place, since this moment (monotonic ms). */
  | { readonly kind: 'taken'; readonly by: string; readonly sinceMs: number };

/** The third party whom `by` asks; in this state since this moment (monotonic ms). */
export type ConsultationValue = NonNullable<Call['consultation']> & {
  readonly by: string;
  readonly sinceMs: number;
};

/** Parts of a call that the wishes, the seat and the line decide. */
type Derived =
  | 'state'
  | 'heldBy'
  | 'callerMuted'
  | 'agentMuted'
  | 'agentPaused'
  | 'bargeIn'
  | 'floor'
  | 'speaker'
  | 'music'
  | 'consultation'
  | 'questions';

export type CallValue = {
  /** What is shown as it is. */
  readonly shown: Omit<Call, Derived>;
  /** The state without regard to holds. */
  readonly phase: Exclude<CallState, 'held'>;
  readonly wishes: CallWishes;
  /** Since when the line is held by the supervisor's wish, monotonic ms; null if it is not. */
  readonly heldSinceMs: number | null;
  /**
   * Since when the caller hears nothing because the supervisor paused or muted the agent, monotonic
   * ms; null if they did not.
   */
  readonly silencedSinceMs: number | null;
  /** That has been so for too long, and nobody is with them: the caller is to hear music. */
  readonly leftInSilence: boolean;
  /** Since when nobody holds the line, to the second; while somebody does: now. Monotonic ms. */
  readonly lineFreeSinceMs: number;
  /**
   * Others are on the line with the caller (a conference): silence of ours leaves nobody alone.
   */
  readonly sharedLine: boolean;
  /** The caller's own telephone holds the line. */
  readonly callerHolds: boolean;
  readonly consultation: ConsultationValue | null;
  readonly questions: Questions;
  readonly seat: Seat;
  /** The agent is away, and the caller is to hear music meanwhile. */
  readonly awayMusic: boolean;
  /** Music of ours on the caller's line, as far as it is known. */
  readonly music: 'off' | 'on' | 'unknown';
  /** Number of ways out that are under way: a caller who is sent on hears no music of ours. */
  readonly leaving: number;
  /** See CallMemory. */
  readonly turnsBelow: number;
  /** As the profile says. */
  readonly profileBargeIn: Call['bargeIn'];
};

export type FirstValueOptions = {
  readonly caller: CallerInfo;
  readonly meterId: number;
  readonly settings: Pick<
    CallSettings,
    'profileId' | 'profileName' | 'model' | 'voice' | 'bargeIn' | 'disclosure' | 'lookUp'
  >;
  readonly hasAgent: boolean;
  readonly sharedLine: boolean;
  readonly origin: CallOrigin;
  readonly wishes?: CallWishes;
  /** What was looked up before, in a call that goes on. */
  readonly lookUp?: LookUp | null;
};

/** A call that has just come, or goes on. */
export function firstValue(options: FirstValueOptions): CallValue {
  const { caller, meterId, settings, hasAgent, sharedLine, origin } = options;
  const { wishes = NO_WISHES } = options;
  return {
    shown: {
      id: caller.callId,
      meterId,
      callerNumber: caller.callerNumber,
      callerName: caller.callerName,
      dialedNumber: caller.dialedNumber,
      direction: caller.direction,
      profileId: settings.profileId,
      profileName: hasAgent ? settings.profileName : '',
      model: hasAgent && !caller.demo ? (wishes.model ?? settings.model) : '',
      hasAgent,
      demo: caller.demo,
      trial: caller.trial?.mark ?? null,
      endReason: null,
      startedAt: origin.startedAt,
      answeredAt: origin.answeredAt,
      endedAt: null,
      agentState: 'idle',
      agentLink: hasAgent ? 'connecting' : 'closed',
      callerSpeaking: false,
      quietSince: null,
      sentenceHeld: false,
      voice: wishes.voice ?? settings.voice,
      pendingVoice: null,
      pendingModel: null,
      transport: null,
      listeners: [],
      recording: 'off',
      disclosure: hasAgent && !caller.demo && settings.disclosure !== '' ? 'not-spoken' : 'none',
      nudges: [],
      lookUp: firstLookUp(options),
      notices: [],
      alerts: [],
      metrics: EMPTY_METRICS,
    },
    phase: caller.direction === 'outbound' ? 'dialing' : 'ringing',
    wishes,
    heldSinceMs: wishes.held ? performance.now() : null,
    silencedSinceMs: wishes.agentPaused || wishes.agentMuted ? performance.now() : null,
    leftInSilence: false,
    lineFreeSinceMs: performance.now(),
    sharedLine,
    callerHolds: false,
    consultation: null,
    questions: NO_QUESTIONS,
    seat: { kind: 'free', ...AS_IT_IS },
    awayMusic: false,
    // A caller who was on hold at a crash still hears the music.
    music: caller.adopted ? 'unknown' : 'off',
    leaving: 0,
    turnsBelow: 0,
    profileBargeIn: settings.bargeIn,
  };
}

/** What was looked up once is not asked for again. */
function firstLookUp({ caller, settings, hasAgent, lookUp }: FirstValueOptions): LookUp | null {
  if (lookUp?.state === 'answered' || lookUp?.state === 'failed') {
    return lookUp;
  }
  return hasAgent && !caller.demo && settings.lookUp !== null ? { state: 'asking' } : null;
}

/** The call as window, record and other programs see it. */
export function project(value: CallValue): Call {
  const { shown, phase, wishes, seat, consultation } = value;
  const live = phase === 'live';
  return {
    ...shown,
    state: live && isHeld(value) ? 'held' : phase,
    heldBy: live ? holderOf(value) : null,
    callerMuted: wishes.callerMuted,
    agentMuted: wishes.agentMuted,
    agentPaused: wishes.agentPaused,
    bargeIn: wishes.bargeIn ?? value.profileBargeIn,
    floor: seat.kind === 'taken' ? 'supervisor' : 'agent',
    speaker: speakerOf(value),
    music: value.music === 'on',
    consultation:
      consultation === null ? null : { target: consultation.target, state: consultation.state },
    questions: value.questions.open,
  };
}

/**
 * Who speaks, to a consulted party or in the agent's place; null: no supervisor does. Only their
 * microphone counts.
 */
export function speakerOf({ consultation, seat }: CallValue): string | null {
  return consultation?.by ?? (seat.kind === 'taken' ? seat.by : null);
}

/** Whether a supervisor other than `by` speaks in the call. */
export function isAnothersToSpeak(value: CallValue, by: string): boolean {
  const speaker = speakerOf(value);
  return speaker !== null && speaker !== by;
}

/** Whether the line is held, by anybody, also before the call is live and can show it. */
export function isHeld(value: CallValue): boolean {
  return value.callerHolds || holderOf(value) !== null;
}

/**
 * Whether the agent must wait because the caller would not hear it: the line is held, or music of
 * ours that nobody wants any more has not ended yet.
 */
export function agentWaits(value: CallValue): boolean {
  const { music, phase } = value;
  return isHeld(value) || (music !== 'off' && phase === 'live' && !wantsMusic(value));
}

/** The supervisor's hold is shown before the caller's, because the supervisor can end it. */
function holderOf(value: CallValue): Call['heldBy'] {
  if (value.wishes.held || value.consultation !== null || mayStillHearMusic(value)) {
    return 'supervisor';
  }
  return value.callerHolds ? 'caller' : null;
}

/** Music was to end, and nobody knows whether it has: until that is known, the line is held. */
function mayStillHearMusic(value: CallValue): boolean {
  return value.music === 'unknown' && value.phase === 'live' && !wantsMusic(value);
}

/** Whether the caller is to hear music of ours. A caller who holds hears their own telephone's. */
export function wantsMusic(value: CallValue): boolean {
  const { phase, wishes, consultation, awayMusic, leftInSilence, leaving } = value;
  const stays = phase !== 'ended' && leaving === 0;
  return stays && (wishes.held || consultation !== null || awayMusic || leftInSilence);
}

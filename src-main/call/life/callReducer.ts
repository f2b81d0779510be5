/**
 * How a call goes on: (value, input) -> value. Pure and synchronous. model/possible.ts is the table
 * of what a supervisor may do when; here stands what it does to the value. Whoever carries it out
 * (agent, line, recorder) follows the value.
 */
import { type CallAlert, isMomentary } from '#model/alert';
import type { TroubleRules } from '#model/alertRules';
import type { Call, CallNotice, CallState, NoticeKind } from '#model/call';
import type { CallCommand, CommandOf } from '#model/commands';
import type { EndReason } from '#model/endReasons';
import type { CallMetrics } from '#model/metrics';
import type { Nudge } from '#model/nudge';
import { type Phrase, wordsOf } from '#model/phrases/phrase';
import type { Question, QuestionId } from '#model/question';
import { isReplay } from '#model/trial';
import { isLeftInSilence } from './absence';
import {
  acknowledged,
  type AlertSubject,
  allOver,
  followNotices,
  ofNudge,
  type RaisedAlert,
  withAlert,
  withoutCause,
} from './alerts';
import { mayCallBecome } from './callState';
import {
  type CallValue,
  type ConsultationValue,
  type HandOver,
  isHeld,
  project,
} from './callValue';
import { type QuestionEnd, withoutQuestion, withQuestion } from './questions';
import type { CallWishes } from './wishes';

/** Ids of turns that are reserved at once, so that Asterisk's memory changes seldom. */
const TURNS_RESERVED = 256;

const CALLED_OFF = { state: 'called-off' } as const;

/** They say that the supervisor was gone. */
const ABSENCE_NOTICES: readonly NoticeKind[] = ['hold-limit', 'supervisor-gone'];

/** Parts of a call that its talk and its media report. */
export type CallChange = Partial<
  Pick<
    Call,
    | 'callerNumber'
    | 'callerName'
    | 'agentState'
    | 'agentLink'
    | 'callerSpeaking'
    | 'quietSince'
    | 'sentenceHeld'
    | 'voice'
    | 'pendingVoice'
    | 'model'
    | 'pendingModel'
    | 'transport'
    | 'recording'
    | 'disclosure'
    | 'lookUp'
    | 'listeners'
    | 'metrics'
  >
>;

export type CallInput =
  | { readonly type: 'phase'; readonly phase: Exclude<CallState, 'held' | 'ended'> }
  /** Only the first time counts, and only before the end. */
  | { readonly type: 'answered'; readonly at: number }
  /** A command that is possible now; `by`: who gave it. */
  | {
      readonly type: 'command';
      readonly command: CallCommand;
      readonly by: string;
      readonly atMs: number;
    }
  /** What was wished could not be had: the wishes are these again. */
  | { readonly type: 'wishes'; readonly wishes: Partial<CallWishes>; readonly atMs: number }
  | { readonly type: 'caller-holds'; readonly held: boolean }
  | { readonly type: 'consultation'; readonly consultation: ConsultationValue | null }
  | { readonly type: 'asked'; readonly question: Question }
  | {
      readonly type: 'question-over';
      readonly id: QuestionId;
      readonly how: QuestionEnd['how'];
    }
  /** A rule has acted; or it could not, said of the same deed. */
  | { readonly type: 'nudge'; readonly nudge: Nudge }
  | { readonly type: 'alert'; readonly alert: RaisedAlert }
  /** What an alert was about has passed. */
  | { readonly type: 'alert-over'; readonly about: AlertSubject }
  | { readonly type: 'acknowledged'; readonly alertId: string; readonly by: string }
  | { readonly type: 'away-music'; readonly on: boolean }
  | { readonly type: 'music'; readonly music: CallValue['music'] }
  | { readonly type: 'leaving'; readonly step: 1 | -1 }
  /** The transcript has a turn with this id. */
  | { readonly type: 'turn'; readonly id: number }
  /** A second has passed (monotonic ms). */
  | { readonly type: 'tick'; readonly atMs: number }
  | { readonly type: 'shown'; readonly change: CallChange }
  | { readonly type: 'notice'; readonly notice: Omit<CallNotice, 'message'> }
  | { readonly type: 'notice-over'; readonly kind: NoticeKind }
  | {
      readonly type: 'ended';
      readonly reason: EndReason;
      readonly at: number;
      readonly metrics: CallMetrics;
    };

/** By what an input is judged: the moment (epoch ms), and how trouble is heard. */
export type InputAt = { readonly now: number; readonly trouble: TroubleRules };

/** The call after this input; the same value if nothing has changed. */
export function reduce(value: CallValue, input: CallInput, at: InputAt): CallValue {
  // What comes after the end can only say how the caller left.
  if (value.phase === 'ended' && !input.type.startsWith('notice')) {
    return value;
  }
  const next = step(value, input);
  const alerts = alertsAfter(value, next, input, at);
  return alerts === next.shown.alerts ? next : show(next, { alerts });
}

/** All but the alerts, which follow from it. */
function step(value: CallValue, input: CallInput): CallValue {
  switch (input.type) {
    case 'phase':
      return mayCallBecome(project(value).state, input.phase)
        ? { ...value, phase: input.phase }
        : value;
    case 'answered':
      return value.shown.answeredAt === null ? show(value, { answeredAt: input.at }) : value;
    case 'command':
      return commanded(value, input.command, input.by, input.atMs);
    case 'wishes':
      return wish(value, input.wishes, input.atMs);
    case 'caller-holds':
      return { ...value, callerHolds: input.held };
    case 'consultation':
      return { ...value, consultation: input.consultation };
    case 'asked':
      return { ...value, questions: withQuestion(value.questions, input.question) };
    case 'question-over':
      return { ...value, questions: withoutQuestion(value.questions, input.id, input.how) };
    case 'nudge':
      return show(value, { nudges: withNudge(value.shown.nudges, input.nudge) });
    case 'alert':
    case 'alert-over':
      return value;
    case 'acknowledged':
      return withoutNotice(value, input.alertId);
    case 'away-music':
      return { ...value, awayMusic: input.on };
    case 'music':
      return { ...value, music: input.music };
    case 'leaving':
      return { ...value, leaving: value.leaving + input.step };
    case 'turn':
      return input.id < value.turnsBelow
        ? value
        : { ...value, turnsBelow: input.id + TURNS_RESERVED };
    case 'tick':
      return secondPassed(value, input.atMs);
    case 'shown':
      return show(value, input.change);
    case 'notice':
      return show(value, { notices: [...others(value, input.notice.kind), said(input.notice)] });
    case 'notice-over':
      return value.shown.notices.some(({ kind }) => kind === input.kind)
        ? show(value, { notices: others(value, input.kind) })
        : value;
    case 'ended':
      return ended(value, input);
  }
}

/** The alerts after this input, which has made `value` of `before`. */
function alertsAfter(
  before: CallValue,
  value: CallValue,
  input: CallInput,
  { now, trouble }: InputAt,
): readonly CallAlert[] {
  const { alerts, notices } = value.shown;
  if (isReplay(value.shown.id)) {
    // Nobody is on the line of a replay.
    return alerts;
  }
  switch (input.type) {
    case 'nudge':
      return withAlert(alerts, ofNudge(input.nudge));
    case 'alert':
      return withAlert(alerts, input.alert);
    case 'alert-over':
      return withoutCause(alerts, input.about, now);
    case 'acknowledged':
      return acknowledged(alerts, input.alertId, input.by, now);
    case 'ended':
      return allOver(alerts, now);
    default:
      return notices === before.shown.notices
        ? alerts
        : followNotices(alerts, { before: before.shown.notices, notices, now }, trouble);
  }
}

/** A notice that says only that something happened goes with its alert. */
function withoutNotice(value: CallValue, alertId: string): CallValue {
  const alert = value.shown.alerts.find(({ id }) => id === alertId);
  const notices = value.shown.notices.filter(
    ({ kind }) => kind !== alert?.signal || !isMomentary(kind),
  );
  return notices.length === value.shown.notices.length ? value : show(value, { notices });
}

/** The effect of a command on the value; commands that only do something have none. */
function commanded(value: CallValue, command: CallCommand, by: string, atMs: number): CallValue {
  switch (command.kind) {
    case 'hold':
      return wish(value, { held: true }, atMs);
    case 'resume':
      return wish(value, { held: false }, atMs);
    case 'muteCaller':
      return wish(value, { callerMuted: command.on }, atMs);
    case 'muteAgent':
      return wish(value, { agentMuted: command.on }, atMs);
    case 'pauseAgent':
      return wish(value, { agentPaused: command.on }, atMs);
    case 'setBargeIn':
      return wish(value, { bargeIn: command.mode }, atMs);
    case 'changeVoice':
      return wish(value, { voice: command.voice }, atMs);
    case 'changeModel':
      return wish(value, { model: command.model }, atMs);
    case 'changeInstruction':
      return wish(value, { instruction: command.text }, atMs);
    case 'startRecording':
    case 'resumeRecording':
      return wish(value, { recording: 'on' }, atMs);
    case 'pauseRecording':
      return wish(value, { recording: 'paused' }, atMs);
    case 'stopRecording':
      return wish(value, { recording: 'off' }, atMs);
    case 'takeOver':
      return acted({ ...value, seat: { kind: 'taken', by, sinceMs: atMs }, leftInSilence: false });
    case 'handBack':
      return acted({ ...value, seat: { kind: 'free', ...handOverOf(command, by) } });
    default:
      return value;
  }
}

function handOverOf(command: CommandOf<'handBack'>, by: string): HandOver {
  const { brief = null, briefOf = null, firstSentence = null } = command;
  return { brief, briefOf, firstSentence, by };
}

function secondPassed(value: CallValue, atMs: number): CallValue {
  return {
    ...value,
    leftInSilence: isLeftInSilence(value, atMs),
    lineFreeSinceMs: isHeld(value) ? atMs : value.lineFreeSinceMs,
  };
}

function wish(value: CallValue, change: Partial<CallWishes>, atMs: number): CallValue {
  const wishes = { ...value.wishes, ...change };
  const silenced = wishes.agentPaused || wishes.agentMuted;
  const wished = {
    ...value,
    wishes,
    heldSinceMs: wishes.held ? (value.heldSinceMs ?? atMs) : null,
    silencedSinceMs: silenced ? (value.silencedSinceMs ?? atMs) : null,
    leftInSilence: silenced && value.leftInSilence,
  };
  const waitsAnew =
    (wishes.held && value.heldSinceMs === null) || (silenced && value.silencedSinceMs === null);
  return waitsAnew ? acted(wished) : wished;
}

/** A supervisor who lets the caller wait, takes over or hands back is not gone any more. */
function acted(value: CallValue): CallValue {
  return show(value, { notices: others(value, ...ABSENCE_NOTICES) });
}

function show(value: CallValue, change: Partial<CallValue['shown']>): CallValue {
  return { ...value, shown: { ...value.shown, ...change } };
}

function others({ shown }: CallValue, ...kinds: readonly NoticeKind[]): readonly CallNotice[] {
  return shown.notices.filter(({ kind }) => !kinds.includes(kind));
}

/** The newest deed of each rule. */
function withNudge(nudges: readonly Nudge[], nudge: Nudge): readonly Nudge[] {
  return [...nudges.filter(({ reason }) => reason !== nudge.reason), nudge];
}

function said(notice: Omit<CallNotice, 'message'>): CallNotice {
  return { ...notice, message: wordsOf(notice.phrase) };
}

function ended(value: CallValue, end: Extract<CallInput, { type: 'ended' }>): CallValue {
  const { lookUp } = value.shown;
  const shown = {
    endReason: end.reason,
    endedAt: end.at,
    metrics: end.metrics,
    agentState: 'idle',
    agentLink: 'closed',
    callerSpeaking: false,
    quietSince: null,
    sentenceHeld: false,
    pendingVoice: null,
    pendingModel: null,
    recording: 'off',
    listeners: [],
    lookUp: lookUp?.state === 'asking' ? CALLED_OFF : lookUp,
  } as const;
  return { ...show(value, shown), phase: 'ended', consultation: null };
}

/** A notice, as it is shown from now on. */
export function noticeOf(
  kind: NoticeKind,
  severity: CallNotice['severity'],
  what: Phrase,
): CallInput {
  return { type: 'notice', notice: { kind, severity, phrase: what, at: Date.now() } };
}

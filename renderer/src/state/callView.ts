import type { Call } from '#model/call';
import type { EndReason } from '#model/endReasons';
import { phrase } from '#model/phrases/phrase';
import type { Trial } from '#model/trial';
import { inWords } from '../i18n/inWords';

/** Who is heard, as one word and one shape show it. */
export type Speaking =
  'caller' | 'agent' | 'supervisor' | 'overlap' | 'thinking' | 'quiet' | 'paused' | 'none';

/** Who speaks in a call. */
export function speakingOf(
  call: Pick<Call, 'state' | 'callerSpeaking' | 'agentState' | 'floor'>,
): Speaking {
  if (call.state !== 'live') {
    return 'none';
  }
  if (call.floor === 'supervisor') {
    return call.callerSpeaking ? 'caller' : 'supervisor';
  }
  if (call.agentState === 'speaking') {
    return call.callerSpeaking ? 'overlap' : 'agent';
  }
  if (call.callerSpeaking) {
    return 'caller';
  }
  if (call.agentState === 'thinking') {
    return 'thinking';
  }
  return call.agentState === 'paused' ? 'paused' : 'quiet';
}

/** Epoch ms between which the call's duration counts; `to` is null while it runs. */
export function callSpan(call: Pick<Call, 'startedAt' | 'answeredAt' | 'endedAt'>): {
  readonly from: number;
  readonly to: number | null;
} {
  return { from: call.answeredAt ?? call.startedAt, to: call.endedAt };
}

/** Why a call ended, in words that complete a sentence. */
export function endReasonText(reason: EndReason | null): string {
  return inWords(phrase(`end-reason.${reason ?? 'unknown'}`));
}

/** Something of a call that lasts and concerns the supervisor, as a badge. */
export type CallBadge =
  | 'asks'
  | 'heldByCaller'
  | 'heldBySupervisor'
  | 'callerMuted'
  | 'agentMuted'
  | 'agentPaused'
  | 'supervisor'
  | 'recording'
  | 'recordingPaused'
  | 'consulting'
  | Trial['kind'];

/** All badges of a call, the most telling first. */
export function badgesOf(
  call: Pick<
    Call,
    | 'state'
    | 'heldBy'
    | 'callerMuted'
    | 'agentMuted'
    | 'agentPaused'
    | 'floor'
    | 'recording'
    | 'consultation'
    | 'questions'
    | 'trial'
  >,
): readonly CallBadge[] {
  if (call.state === 'ended') {
    return [];
  }
  const all: readonly (readonly [CallBadge, boolean])[] = [
    ['asks', call.questions.length > 0],
    ['supervisor', call.floor === 'supervisor'],
    ['consulting', call.consultation !== null],
    ['heldBySupervisor', call.heldBy === 'supervisor'],
    ['heldByCaller', call.heldBy === 'caller'],
    ['agentPaused', call.agentPaused],
    ['callerMuted', call.callerMuted],
    ['agentMuted', call.agentMuted],
    ['recordingPaused', call.recording === 'paused'],
    ['recording', call.recording === 'on'],
    ['test', call.trial?.kind === 'test'],
    ['replay', call.trial?.kind === 'replay'],
  ];
  return all.filter(([, shown]) => shown).map(([badge]) => badge);
}

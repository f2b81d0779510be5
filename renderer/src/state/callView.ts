import type { Call, EndReason } from '../../../src-main/model/call';
import { t } from '../i18n/i18n';

/** Who is heard, as one word and one shape show it. */
export type Speaking = 'caller' | 'agent' | 'overlap' | 'thinking' | 'quiet' | 'paused' | 'none';

/** Who speaks in a call. */
export function speakingOf(call: Pick<Call, 'state' | 'callerSpeaking' | 'agentState'>): Speaking {
  if (call.state !== 'live') {
    return 'none';
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

/** The worst thing on a call that a person should look at. */
export type AlertLevel = 'none' | 'info' | 'warn' | 'danger';

/** Severity of a call: its worst notice, or a failed link to the agent. */
export function alertLevelOf(call: Pick<Call, 'state' | 'notices' | 'agentLink'>): AlertLevel {
  if (call.state === 'ended') {
    return 'none';
  }
  const severities = call.notices.map((notice) => notice.severity);
  if (severities.includes('danger') || call.agentLink === 'failed') {
    return 'danger';
  }
  if (severities.includes('warn') || call.agentLink === 'resuming') {
    return 'warn';
  }
  return severities.length > 0 ? 'info' : 'none';
}

/** Epoch ms between which the call's duration counts; `to` is null while it runs. */
export function callSpan(call: Pick<Call, 'startedAt' | 'answeredAt' | 'endedAt'>): {
  readonly from: number;
  readonly to: number | null;
} {
  return { from: call.answeredAt ?? call.startedAt, to: call.endedAt };
}

/** Why a call ended, in words. */
export function endReasonText(reason: EndReason | null): string {
  return reason === null ? t('endReason.unknown') : t(`endReason.${reason}`);
}

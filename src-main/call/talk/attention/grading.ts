/** How much a measured value matters, and how it is said. */
import type { AlertSeverity } from '#model/alert';
import type { GradedSignal, SignalRule } from '#model/alertRules';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { ProfileNormal } from './normal';

/** A value is unusual from this many times the profile's own normal on. */
const UNUSUAL = 2;

/**
 * Null: it does not matter. What is normal for the profile never does: where the rule would warn of
 * it, both of its bounds stand higher by as much, so that a warning still comes before the danger.
 */
export function severityOf(
  signal: GradedSignal,
  rule: SignalRule,
  value: number,
  normal: ProfileNormal,
): AlertSeverity | null {
  const unusual = UNUSUAL * (usualOf(signal, normal) ?? 0);
  const scale = Math.max(1, unusual / rule.warnAt);
  if (!rule.on || value < rule.warnAt * scale) {
    return null;
  }
  return rule.dangerAt !== null && value >= rule.dangerAt * scale ? 'danger' : 'warn';
}

/** What this signal usually is in the calls of the profile, in its unit. */
function usualOf(signal: GradedSignal, normal: ProfileNormal): number | null {
  switch (signal) {
    case 'slow-answer':
      return normal.firstAudioMs === null ? null : normal.firstAudioMs / 1_000;
    case 'barge-ins':
      return normal.bargeInsPerMinute;
    default:
      return null;
  }
}

/** The reason in words. */
export function reasonOf(
  signal: GradedSignal,
  value: number,
  normal: ProfileNormal,
  what: string,
): Phrase {
  switch (signal) {
    case 'slow-answer': {
      const seconds = oneDecimal(value);
      const usual = usualOf(signal, normal);
      return usual === null
        ? phrase('alert.slow-answer', { seconds })
        : phrase('alert.slow-answer-against', { seconds, usual: oneDecimal(usual) });
    }
    case 'both-silent':
      return phrase('alert.both-silent', { seconds: Math.floor(value) });
    case 'barge-ins':
      return phrase('alert.barge-ins', { times: value });
    case 'raised-voice':
      return phrase('alert.raised-voice', { decibels: Math.round(value) });
    case 'packet-loss':
      return phrase('alert.packet-loss', { percent: Math.round(value) });
    case 'tool-errors':
      return value > 1
        ? phrase('alert.tool-errors', { times: value, tool: what })
        : phrase('alert.tool-error', { tool: what });
    case 'repeated-question':
      return value > 1
        ? phrase('alert.repeated-questions', { times: value })
        : phrase('alert.repeated-question');
    case 'asks-for-person':
      return value > 1
        ? phrase('alert.asks-for-person-again', { times: value })
        : phrase('alert.asks-for-person');
  }
}

function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}

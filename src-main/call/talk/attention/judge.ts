/** Decides by the rules whether something that was measured calls for attention. */
import type { AlertSeverity, MeasuredSignal } from '#model/alert';
import type { AlertRules } from '#model/alertRules';
import { type Phrase, phrase } from '#model/phrases/phrase';
import { reasonOf, severityOf } from './grading';
import type { ProfileNormal } from './normal';

/** A signal at one moment. */
export type Reading = {
  readonly signal: MeasuredSignal;
  /** Name of the keyword rule; else empty. */
  readonly topic: string;
  /** In the unit of the signal (UNIT_OF); how often, of keywords. */
  readonly value: number;
  /** What it is about, e.g. the tool that failed; may be empty. */
  readonly what: string;
  /** The turn that shows it. */
  readonly turnId: number | null;
};

export type Verdict = {
  readonly severity: AlertSeverity;
  readonly phrase: Phrase;
  readonly sound: boolean;
  readonly coolDownMs: number;
};

/** Null: it does not call for attention. */
export function judge(
  { signal, topic, value, what }: Reading,
  rules: AlertRules,
  normal: ProfileNormal,
): Verdict | null {
  if (signal === 'keyword') {
    const rule = rules.keywords.find(({ name }) => name === topic);
    return rule === undefined
      ? null
      : {
          severity: rule.severity,
          phrase: phrase('alert.keyword', { name: topic }),
          sound: rule.sound,
          coolDownMs: rule.coolDownSeconds * 1_000,
        };
  }
  const rule = rules.signals[signal];
  const severity = severityOf(signal, rule, value, normal);
  return severity === null
    ? null
    : {
        severity,
        phrase: reasonOf(signal, value, normal, what),
        sound: rule.sound,
        coolDownMs: rule.coolDownSeconds * 1_000,
      };
}

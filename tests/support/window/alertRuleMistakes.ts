import { alertRulesSchema } from '#main/config/alertRules/alertRulesSchema';
import { problemsOf } from '#main/util/issuePhrase';
import type { PlacedProblem } from '#model/phrases/phrase';

/** What the main process finds wrong with rules for alerts. */
export function mistakesIn(rules: unknown): readonly PlacedProblem[] {
  const parsed = alertRulesSchema.safeParse(rules);
  return parsed.success ? [] : problemsOf(parsed.error.issues);
}

import { z } from 'zod';
import { type AlertRulesTrial, MAX_TRIAL_DAYS } from '#model/alertRules';

/** A trial of rules on the record. The rules are checked by whoever tries them, field by field. */
export const alertRulesTrial = z.strictObject({
  rules: z.record(z.string(), z.unknown()),
  days: z.int().min(1).max(MAX_TRIAL_DAYS).default(7),
}) satisfies z.ZodType<AlertRulesTrial>;

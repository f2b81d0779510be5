import { z } from 'zod';
import type { AlertDesk } from '#main/desk/alertDesk';
import { alertRulesTrial } from '#main/rules/alertTrialSchema';
import { ok } from '#main/util/result';
import type { HandlersOf } from '../requestHandler';

/** The fields are checked by the store, which can say what is wrong with each. */
const draft = z.strictObject({ rules: z.record(z.string(), z.unknown()) });

export function createAlertHandlers(alerts: AlertDesk): HandlersOf<'alertRules'> {
  return {
    'alertRules:read': {
      schema: z.null(),
      run: async () => ok(await alerts.rules()),
    },
    'alertRules:check': {
      schema: draft,
      run: ({ rules }) => Promise.resolve(ok(alerts.check(rules))),
    },
    'alertRules:save': {
      schema: draft,
      run: ({ rules }) => alerts.save(rules),
    },
    'alertRules:try': {
      schema: alertRulesTrial,
      run: (trial) => alerts.try(trial),
    },
  };
}

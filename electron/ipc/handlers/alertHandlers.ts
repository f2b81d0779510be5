import { z } from 'zod';
import type { AlertDesk } from '#main/desk/alertDesk';
import { alertRulesTrial } from '#main/rules/alertTrialSchema';
import { ok } from '#main/util/result';
import type { HandlersOf } from '../requestHandler';

export function createAlertHandlers(alerts: AlertDesk): HandlersOf<'alertRules'> {
  return {
    'alertRules:read': {
      schema: z.null(),
      run: async () => ok(await alerts.rules()),
    },
    'alertRules:save': {
      // The fields are checked by the store, which can say what is wrong with each.
      schema: z.strictObject({ rules: z.record(z.string(), z.unknown()) }),
      run: ({ rules }) => alerts.save(rules),
    },
    'alertRules:try': {
      schema: alertRulesTrial,
      run: (trial) => alerts.try(trial),
    },
  };
}

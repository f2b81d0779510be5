import { type AlertRulesStore, parseAlertRules } from '#main/config/alertRules/alertRulesStore';
import { fail, ok, type Result } from '#main/util/result';
import type {
  AlertRulesSaving,
  AlertRulesState,
  AlertRulesTrial,
  AlertRulesTried,
} from '#model/alertRules';
import type { PlacedProblem } from '#model/phrases/phrase';
import type { Actor } from './actor';
import type { TryAlertRules } from './alertTrial';
import type { Deeds } from './deeds';

/** The rules of what calls for attention, for one actor. */
export interface AlertDesk {
  rules(): Promise<AlertRulesState>;
  /** What is wrong with a draft, field by field; nothing is saved. */
  check(draft: Readonly<Record<string, unknown>>): readonly PlacedProblem[];
  /**
   * Replaces the rules. A draft with mistakes is not a failure: the answer names them, and the
   * audit gets no entry. Fails with `config` when the file cannot be written.
   */
  save(draft: Readonly<Record<string, unknown>>): Promise<Result<AlertRulesSaving>>;
  /** What rules, saved or not, would have raised in the calls of the last days. */
  try(trial: AlertRulesTrial): Promise<Result<AlertRulesTried>>;
}

export type AlertDeskParts = {
  readonly alertRules: Pick<AlertRulesStore, 'state' | 'save'>;
  readonly tryAlertRules: TryAlertRules;
  readonly deeds: Deeds;
};

export function createAlertDesk(
  { alertRules, tryAlertRules, deeds }: AlertDeskParts,
  actor: Actor,
): AlertDesk {
  return {
    rules: () => Promise.resolve(alertRules.state),
    check: (draft) => {
      const parsed = parseAlertRules(draft);
      return parsed.ok ? [] : parsed.error.problems;
    },
    save: (draft) =>
      deeds.do<AlertRulesSaving>(
        actor,
        (saving) =>
          saving.ok && saving.value.state === 'invalid'
            ? null
            : { action: 'alertRules.save', callId: null, params: {} },
        async () => {
          const saved = await alertRules.save(draft);
          if (saved.ok) {
            return ok({ state: 'saved', rules: saved.value });
          }
          const { problems } = saved.error;
          return problems.length > 0 ? ok({ state: 'invalid', problems }) : fail(saved.error);
        },
      ),
    try: ({ rules, days }) =>
      deeds.do<AlertRulesTried>(
        actor,
        (tried) =>
          tried.ok && tried.value.state === 'invalid'
            ? null
            : { action: 'alertRules.try', callId: null, params: { days } },
        async () => {
          const parsed = parseAlertRules(rules);
          if (!parsed.ok) {
            return ok({ state: 'invalid', problems: parsed.error.problems });
          }
          const tried = await tryAlertRules(parsed.value, days);
          return tried.ok ? ok({ state: 'tried', trial: tried.value }) : tried;
        },
      ),
  };
}

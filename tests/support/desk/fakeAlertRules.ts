import { parseAlertRules } from '#main/config/alertRules/alertRulesStore';
import type { AlertDeskParts } from '#main/desk/alertDesk';
import { type AlertRulesState, type AlertTrial, DEFAULT_ALERT_RULES } from '#model/alertRules';

/** Rules that are kept in memory. */
export class FakeAlertRules {
  state: AlertRulesState = { rules: DEFAULT_ALERT_RULES, problem: null };

  readonly save: AlertDeskParts['alertRules']['save'] = (input) => {
    const parsed = parseAlertRules(input);
    if (parsed.ok) {
      this.state = { rules: parsed.value, problem: null };
    }
    return Promise.resolve(parsed);
  };
}

/** A trial on an empty record. */
export function nothingTried(days: number): AlertTrial {
  return { days, calls: 0, cut: false, alerts: 0, counts: [], found: [] };
}

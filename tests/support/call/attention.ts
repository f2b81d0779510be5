import type { AttentionRules } from '#main/call/talk/attention/attentionRules';
import { NOTHING_NORMAL } from '#main/call/talk/attention/normal';
import { DEFAULT_ALERT_RULES } from '#model/alertRules';

/** The rules of a new installation, whose calls are not known yet. */
export const USUAL_ATTENTION: AttentionRules = {
  rules: () => DEFAULT_ALERT_RULES,
  normalOf: () => NOTHING_NORMAL,
};

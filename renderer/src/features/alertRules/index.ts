/** The rules by which calls call for attention. */
export { AlertRulesDialog } from './AlertRulesDialog';
export { OpenAlertRules } from './OpenAlertRules';

import { GRADED_SIGNALS, type GradedSignal, UNIT_OF, UNTRIED_SIGNALS } from '#model/alertRules';
import { t } from '../../i18n/i18n';
import { CheckField } from '../../ui/fields/CheckField';
import { Badge } from '../../ui/signs/Badge';
import { RuleText } from './fields';
import type { RulesForm, SignalForm } from './rulesForm';
import { changeSignal } from './rulesStore';

function isUntried(signal: GradedSignal): boolean {
  return UNTRIED_SIGNALS.some((each) => each === signal);
}

function Thresholds({
  signal,
  rule,
}: {
  readonly signal: GradedSignal;
  readonly rule: SignalForm;
}) {
  const unit = t(`alertRules.unit.${UNIT_OF[signal]}`);
  const bind = (name: 'warnAt' | 'dangerAt' | 'coolDownSeconds') => ({
    path: `signals.${signal}.${name}`,
    label: t(`alertRules.field.${name}`),
    value: rule[name],
    onChange: (value: string) => {
      changeSignal(signal, { [name]: value });
    },
  });
  return (
    <div className="alert-rule-numbers">
      <RuleText {...bind('warnAt')} unit={unit} inputMode="decimal" code />
      <RuleText {...bind('dangerAt')} unit={unit} inputMode="decimal" code />
      <RuleText
        {...bind('coolDownSeconds')}
        unit={t('alertRules.unit.seconds')}
        inputMode="numeric"
        code
      />
    </div>
  );
}

/** The signals that are measured in every call, and from when on each calls for attention. */
export function SignalRules({ signals }: Pick<RulesForm, 'signals'>) {
  return (
    <div className="flex flex-col gap-3 px-5">
      <p className="max-w-[72ch] text-muted">{t('alertRules.signalsAbout')}</p>
      {GRADED_SIGNALS.map((signal) => {
        const rule = signals[signal];
        const name = t(`alertRules.signal.${signal}.name`);
        return (
          <fieldset key={signal} className="profile-item">
            <legend className="sr-only">{name}</legend>
            <div className="flex items-start justify-between gap-4">
              <CheckField
                label={name}
                hint={t(`alertRules.signal.${signal}.about`)}
                checked={rule.on}
                onChange={(on) => {
                  changeSignal(signal, { on });
                }}
              />
              {isUntried(signal) && (
                <Badge title={t('alertRules.untriedHint')}>{t('alertRules.untried')}</Badge>
              )}
            </div>
            <Thresholds signal={signal} rule={rule} />
            <CheckField
              label={t('alertRules.field.sound')}
              hint={t('alertRules.field.soundHint')}
              checked={rule.sound}
              onChange={(sound) => {
                changeSignal(signal, { sound });
              }}
            />
          </fieldset>
        );
      })}
    </div>
  );
}

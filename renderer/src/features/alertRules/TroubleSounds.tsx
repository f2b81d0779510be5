import { WARNING_KINDS } from '#model/noticeKinds';
import { t } from '../../i18n/i18n';
import { Check } from '../../ui/fields/Check';
import { RuleText } from './fields';
import type { RulesForm } from './rulesForm';
import { changeTrouble } from './rulesStore';

/** The trouble that is noticed without a rule, and how each is heard: a line for each. */
export function TroubleSounds({ trouble }: Pick<RulesForm, 'trouble'>) {
  return (
    <div className="flex flex-col px-5">
      <p className="max-w-[72ch] pb-3 text-muted">{t('alertRules.troubleAbout')}</p>
      <div className="trouble-rule text-meta text-muted" aria-hidden="true">
        <span />
        <span>{t('alertRules.field.sound')}</span>
        <span>{t('alertRules.notHeardWithin')}</span>
      </div>
      {WARNING_KINDS.map((kind) => {
        const { sound, coolDownSeconds } = trouble[kind];
        const name = t(`alertRules.trouble.${kind}`);
        return (
          <fieldset key={kind} className="border-t border-line">
            <legend className="sr-only">{name}</legend>
            <div className="trouble-rule">
              <span aria-hidden="true">{name}</span>
              <Check
                aria-label={t('alertRules.field.sound')}
                checked={sound}
                onChange={(on) => {
                  changeTrouble(kind, { sound: on });
                }}
              />
              <RuleText
                path={`trouble.${kind}.coolDownSeconds`}
                label={t('alertRules.notHeardWithin')}
                labelLook="hidden"
                unit={t('alertRules.unit.seconds')}
                inputMode="numeric"
                code
                value={coolDownSeconds}
                onChange={(seconds) => {
                  changeTrouble(kind, { coolDownSeconds: seconds });
                }}
              />
            </div>
          </fieldset>
        );
      })}
    </div>
  );
}

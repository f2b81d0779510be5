import { WARNING_KINDS } from '#model/noticeKinds';
import { t } from '../../i18n/i18n';
import { CheckField } from '../../ui/fields/CheckField';
import { RuleText } from './fields';
import type { RulesForm } from './rulesForm';
import { changeTrouble } from './rulesStore';

/** The trouble that is noticed without a rule, and how each is heard. */
export function TroubleSounds({ trouble }: Pick<RulesForm, 'trouble'>) {
  return (
    <div className="flex flex-col gap-3 px-5">
      <p className="max-w-[72ch] text-muted">{t('alertRules.troubleAbout')}</p>
      {WARNING_KINDS.map((kind) => {
        const { sound, coolDownSeconds } = trouble[kind];
        return (
          <fieldset key={kind} className="profile-item">
            <legend className="sr-only">{t(`history.alert.${kind}`)}</legend>
            <div className="flex items-end justify-between gap-4">
              <CheckField
                label={t(`history.alert.${kind}`)}
                hint={t('alertRules.field.sound')}
                checked={sound}
                onChange={(on) => {
                  changeTrouble(kind, { sound: on });
                }}
              />
              <RuleText
                path={`trouble.${kind}.coolDownSeconds`}
                label={t('alertRules.notHeardWithin')}
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

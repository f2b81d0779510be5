import { ALERT_SEVERITIES } from '#model/alert';
import { RULE_SPEAKERS } from '#model/nudge';
import { t } from '../../i18n/i18n';
import { CheckField } from '../../ui/fields/CheckField';
import { SelectField } from '../../ui/fields/SelectField';
import { AddButton, Item, ListProblem } from '../form';
import { keywordName } from './changeWords';
import { RuleArea, RuleText, useProblem } from './fields';
import { type KeywordForm, newKeyword, type RulesForm } from './rulesForm';
import { changeRules } from './rulesStore';

type KeywordProps = {
  readonly rule: KeywordForm;
  readonly path: string;
  readonly onChange: (patch: Partial<KeywordForm>) => void;
};

/** What ties a text of a rule to its place. */
function bind(
  { rule, path, onChange }: KeywordProps,
  name: 'name' | 'language' | 'phrases' | 'coolDownSeconds',
) {
  return {
    path: `${path}.${name}`,
    label: t(`alertRules.field.${name}`),
    value: rule[name],
    onChange: (value: string) => {
      onChange({ [name]: value });
    },
  };
}

function KeywordFields(props: KeywordProps) {
  const { rule, onChange } = props;
  return (
    <>
      <div className="profile-columns">
        <RuleText {...bind(props, 'name')} hint={t('alertRules.field.nameHint')} />
        <RuleText {...bind(props, 'language')} hint={t('alertRules.field.languageHint')} code />
        <SelectField
          label={t('alertRules.field.of')}
          labelLook="strong"
          value={rule.of}
          choices={RULE_SPEAKERS.map((value) => ({ value, text: t(`alertRules.of.${value}`) }))}
          onChange={(of) => {
            onChange({ of });
          }}
        />
        <SelectField
          label={t('alertRules.field.severity')}
          labelLook="strong"
          value={rule.severity}
          choices={ALERT_SEVERITIES.map((value) => ({
            value,
            text: t(`alertRules.severity.${value}`),
          }))}
          onChange={(severity) => {
            onChange({ severity });
          }}
        />
      </div>
      <RuleArea {...bind(props, 'phrases')} hint={t('alertRules.field.phrasesHint')} rows={3} />
      <div className="alert-rule-numbers">
        <RuleText
          {...bind(props, 'coolDownSeconds')}
          unit={t('alertRules.unit.seconds')}
          inputMode="numeric"
          code
        />
      </div>
      <CheckField
        label={t('alertRules.field.sound')}
        hint={t('alertRules.field.soundHint')}
        checked={rule.sound}
        onChange={(sound) => {
          onChange({ sound });
        }}
      />
    </>
  );
}

/** Words that call for attention when they are said, by either side. */
export function KeywordRules({ keywords }: Pick<RulesForm, 'keywords'>) {
  const problem = useProblem('keywords', 'itself');
  return (
    <div className="flex flex-col gap-3 px-5">
      <p className="max-w-[72ch] text-muted">{t('alertRules.keywordsAbout')}</p>
      {keywords.map((rule, index) => (
        <Item
          key={rule.key}
          title={keywordName(rule)}
          onRemove={() => {
            changeRules({ keywords: keywords.filter((each) => each !== rule) });
          }}
        >
          <KeywordFields
            rule={rule}
            path={`keywords.${index}`}
            onChange={(patch) => {
              changeRules({ keywords: keywords.with(index, { ...rule, ...patch }) });
            }}
          />
        </Item>
      ))}
      <ListProblem text={problem} />
      <AddButton
        text={t('alertRules.addKeyword')}
        onClick={() => {
          changeRules({ keywords: [...keywords, newKeyword()] });
        }}
      />
    </div>
  );
}

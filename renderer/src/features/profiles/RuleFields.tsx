import { t } from '../../i18n/i18n';
import { AddButton, Item, ListProblem } from '../form';
import { FieldGroup, ProfileArea, ProfileChoice, ProfileText, useProblems } from './fields';
import type { ProfileForm, TargetForm } from './profileForm';
import { changeForm } from './profilesStore';
import { newRule, type RuleForm } from './ruleForm';

/** The list with this rule one place further up; null if it is the first. */
function movedUp(rules: readonly RuleForm[], index: number): readonly RuleForm[] | null {
  const before = rules[index - 1];
  const rule = rules[index];
  return before === undefined || rule === undefined
    ? null
    : rules.with(index - 1, rule).with(index, before);
}

/** What watches a call of the profile and acts by itself. */
export function RuleFields({ form: { rules, targets } }: { readonly form: ProfileForm }) {
  const problem = useProblems('rules', 'itself');
  return (
    <FieldGroup title={t('profiles.group.rules')} about={t('profiles.group.rulesAbout')}>
      {rules.map((rule, index) => {
        const moved = movedUp(rules, index);
        return (
          <Item
            key={rule.key}
            title={rule.reason === '' ? t('profiles.newRule') : rule.reason}
            onUp={
              moved &&
              (() => {
                changeForm({ rules: moved });
              })
            }
            onRemove={() => {
              changeForm({ rules: rules.filter((each) => each !== rule) });
            }}
          >
            <RuleItem
              rule={rule}
              targets={targets}
              path={`rules.${index}`}
              onChange={(patch) => {
                changeForm({ rules: rules.with(index, { ...rule, ...patch }) });
              }}
            />
          </Item>
        );
      })}
      <ListProblem text={problem} />
      <AddButton
        text={t('profiles.addRule')}
        onClick={() => {
          changeForm({ rules: [...rules, newRule()] });
        }}
      />
    </FieldGroup>
  );
}

type RuleProps = {
  readonly rule: RuleForm;
  readonly targets: readonly TargetForm[];
  readonly path: string;
  readonly onChange: (patch: Partial<RuleForm>) => void;
};

/** What ties a field to a part of a rule. `at`: its place in the rule, as problems name it. */
function bindRule<K extends Exclude<keyof RuleForm, 'key'>>(
  { rule, path, onChange }: RuleProps,
  name: K,
  at: string = name,
) {
  return {
    path: `${path}.${at}`,
    label: t(`profiles.rule.${name}`),
    value: rule[name],
    onChange: (value: RuleForm[K]) => {
      onChange({ [name]: value });
    },
  };
}

function RuleItem(props: RuleProps) {
  return (
    <>
      <div className="profile-columns">
        <ProfileText {...bindRule(props, 'reason')} hint={t('profiles.rule.reasonHint')} />
        <ProfileChoice
          {...bindRule(props, 'severity')}
          choices={[
            { value: 'info', text: t('call.severity.info') },
            { value: 'warn', text: t('call.severity.warn') },
            { value: 'danger', text: t('call.severity.danger') },
          ]}
        />
        <ProfileChoice
          {...bindRule(props, 'watch', 'watch.kind')}
          choices={[
            { value: 'words', text: t('profiles.ruleWatch.words') },
            { value: 'promise', text: t('profiles.ruleWatch.promise') },
            { value: 'failures', text: t('profiles.ruleWatch.failures') },
            { value: 'silence', text: t('profiles.ruleWatch.silence') },
          ]}
        />
        <WatchFields {...props} />
      </div>
      {(props.rule.watch === 'words' || props.rule.watch === 'promise') && (
        <ProfileArea
          {...bindRule(props, 'phrases', 'watch.phrases')}
          hint={t('profiles.rule.phrasesHint')}
          rows={3}
        />
      )}
      <ActFields {...props} />
    </>
  );
}

/** What belongs to the kind of watch, besides its phrases. */
function WatchFields(props: RuleProps) {
  switch (props.rule.watch) {
    case 'words':
      return (
        <ProfileChoice
          {...bindRule(props, 'speaker', 'watch.of')}
          choices={[
            { value: 'either', text: t('profiles.ruleSpeaker.either') },
            { value: 'caller', text: t('profiles.ruleSpeaker.caller') },
            { value: 'agent', text: t('profiles.ruleSpeaker.agent') },
          ]}
        />
      );
    case 'promise':
      return null;
    case 'failures':
      return (
        <>
          <ProfileText {...bindRule(props, 'times', 'watch.times')} code />
          <ProfileText
            {...bindRule(props, 'tool', 'watch.tool')}
            hint={t('profiles.rule.toolHint')}
            code
          />
        </>
      );
    case 'silence':
      return (
        <>
          <ProfileChoice
            {...bindRule(props, 'silent', 'watch.of')}
            choices={[
              { value: 'both', text: t('profiles.ruleSilent.both') },
              { value: 'caller', text: t('profiles.ruleSilent.caller') },
            ]}
          />
          <ProfileText
            {...bindRule(props, 'seconds', 'watch.seconds')}
            unit={t('profiles.seconds')}
            code
          />
        </>
      );
  }
}

/** What the rule does, and when it may do it again. */
function ActFields(props: RuleProps) {
  const { rule, targets } = props;
  return (
    <>
      <div className="profile-columns">
        <ProfileChoice
          {...bindRule(props, 'act', 'act.kind')}
          choices={[
            { value: 'notice', text: t('profiles.ruleAct.notice') },
            { value: 'whisper', text: t('profiles.ruleAct.whisper') },
            { value: 'hand-over', text: t('profiles.ruleAct.handOver') },
          ]}
        />
        <ProfileText
          {...bindRule(props, 'againSeconds')}
          hint={t('profiles.rule.againSecondsHint')}
          unit={t('profiles.seconds')}
          code
        />
      </div>
      {rule.act === 'whisper' && <ProfileArea {...bindRule(props, 'text', 'act.text')} rows={2} />}
      {rule.act === 'hand-over' && (
        <ProfileChoice
          {...bindRule(props, 'target', 'act.target')}
          choices={[
            { value: '', text: t('profiles.rule.noTarget') },
            ...targetNames(rule, targets).map((name) => ({ value: name, text: name })),
          ]}
        />
      )}
    </>
  );
}

/** The profile's targets, and that of the rule even if it is not among them any more. */
function targetNames({ target }: RuleForm, targets: readonly TargetForm[]): readonly string[] {
  const names = [...targets.map(({ name }) => name.trim()), target];
  return [...new Set(names)].filter((name) => name !== '');
}

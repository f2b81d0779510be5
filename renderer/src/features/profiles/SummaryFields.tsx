import { SUMMARY_FIELD_TYPES } from '#model/summary';
import { t } from '../../i18n/i18n';
import { CheckField } from '../../ui/fields/CheckField';
import { AddButton, Item, ListProblem } from '../form';
import { FieldGroup, ProfileArea, ProfileChoice, ProfileText, useProblems } from './fields';
import type { ProfileForm } from './profileForm';
import { changeForm } from './profilesStore';
import { newSummaryField, type SummaryFieldForm } from './summaryForm';

type FieldProps = {
  readonly field: SummaryFieldForm;
  readonly path: string;
  readonly onChange: (patch: Partial<SummaryFieldForm>) => void;
};

/** What ties a field of the form to a part of a field of the summary. */
function bind<K extends Exclude<keyof SummaryFieldForm, 'key' | 'required'>>(
  { field, path, onChange }: FieldProps,
  name: K,
) {
  return {
    path: `${path}.${name}`,
    label: t(`profiles.summary.field.${name}`),
    value: field[name],
    onChange: (value: SummaryFieldForm[K]) => {
      onChange({ [name]: value });
    },
  };
}

function FieldItem(props: FieldProps) {
  return (
    <>
      <div className="profile-columns">
        <ProfileText {...bind(props, 'name')} hint={t('profiles.summary.field.nameHint')} code />
        <ProfileChoice
          {...bind(props, 'type')}
          choices={SUMMARY_FIELD_TYPES.map((value) => ({
            value,
            text: t(`profiles.summary.type.${value}`),
          }))}
        />
      </div>
      <ProfileText
        {...bind(props, 'description')}
        hint={t('profiles.summary.field.descriptionHint')}
      />
      {props.field.type === 'choice' && (
        <ProfileArea {...bind(props, 'choices')} hint={t('profiles.summary.oneALine')} rows={3} />
      )}
      <CheckField
        label={t('profiles.summary.field.required')}
        hint={t('profiles.summary.field.requiredHint')}
        checked={props.field.required}
        onChange={(required) => {
          props.onChange({ required });
        }}
      />
    </>
  );
}

/** Whether something is written down of each call after its end, and what. */
export function SummaryFields({ form: { summary } }: { readonly form: ProfileForm }) {
  const problem = useProblems('summary.fields', 'itself');
  const change = (patch: Partial<ProfileForm['summary']>): void => {
    changeForm({ summary: { ...summary, ...patch } });
  };
  const { on, outcomes, fields } = summary;
  return (
    <FieldGroup title={t('profiles.group.summary')} about={t('profiles.group.summaryAbout')}>
      <CheckField
        label={t('profiles.summary.on')}
        hint={t('profiles.summary.onHint')}
        checked={on}
        onChange={(checked) => {
          change({ on: checked });
        }}
      />
      {on && (
        <>
          <ProfileArea
            path="summary.outcomes"
            label={t('profiles.summary.outcomes')}
            hint={t('profiles.summary.outcomesHint')}
            rows={3}
            value={outcomes}
            onChange={(text) => {
              change({ outcomes: text });
            }}
          />
          {fields.map((field, index) => (
            <Item
              key={field.key}
              title={field.name === '' ? t('profiles.summary.newField') : field.name}
              onRemove={() => {
                change({ fields: fields.filter((each) => each !== field) });
              }}
            >
              <FieldItem
                field={field}
                path={`summary.fields.${index}`}
                onChange={(patch) => {
                  const changed = { ...field, ...patch };
                  change({ fields: fields.map((each) => (each === field ? changed : each)) });
                }}
              />
            </Item>
          ))}
          <ListProblem text={problem} />
          <AddButton
            text={t('profiles.summary.addField')}
            onClick={() => {
              change({ fields: [...fields, newSummaryField()] });
            }}
          />
        </>
      )}
    </FieldGroup>
  );
}

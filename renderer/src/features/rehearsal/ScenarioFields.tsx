import { Plus, Trash2 } from 'lucide-react';
import { MARK_KINDS, type PassMark } from '#model/rehearsal';
import { t } from '../../i18n/i18n';
import { Button } from '../../ui/buttons/Button';
import { IconButton } from '../../ui/buttons/IconButton';
import { AreaField } from '../../ui/fields/AreaField';
import { SelectField } from '../../ui/fields/SelectField';
import { TextField } from '../../ui/fields/TextField';
import type { MarkForm, ScenarioForm } from './scenarioForm';

type FieldsProps = {
  readonly form: ScenarioForm;
  readonly onChange: (patch: Partial<ScenarioForm>) => void;
};

function Marks({ form: { marks }, onChange }: FieldsProps) {
  const change = (at: number, mark: MarkForm): void => {
    onChange({ marks: marks.map((each, index) => (index === at ? mark : each)) });
  };
  return (
    <fieldset className="profile-item">
      <legend className="font-semibold">{t('rehearsal.marks')}</legend>
      {marks.map((mark, index) => (
        <div key={index} className="flex items-end gap-2">
          <SelectField<PassMark['kind']>
            label={t('rehearsal.markKind')}
            value={mark.kind}
            choices={MARK_KINDS.map((kind) => ({ value: kind, text: t(`rehearsal.mark.${kind}`) }))}
            onChange={(kind) => {
              change(index, { ...mark, kind });
            }}
          />
          <TextField
            label={t('rehearsal.markValue')}
            value={mark.value}
            onChange={(value) => {
              change(index, { ...mark, value });
            }}
          />
          <IconButton
            icon={Trash2}
            label={t('rehearsal.removeMark', { number: index + 1 })}
            onClick={() => {
              onChange({ marks: marks.filter((each) => each !== mark) });
            }}
          />
        </div>
      ))}
      <div>
        <Button
          size="small"
          icon={Plus}
          onClick={() => {
            onChange({ marks: [...marks, { kind: 'said', value: '' }] });
          }}
        >
          {t('rehearsal.addMark')}
        </Button>
      </div>
    </fieldset>
  );
}

/** Who calls, what the tools answer, and what must be so. */
export function ScenarioFields({ form, onChange }: FieldsProps) {
  return (
    <>
      <TextField
        label={t('rehearsal.name')}
        value={form.name}
        maxLength={80}
        onChange={(name) => {
          onChange({ name });
        }}
      />
      <SelectField<ScenarioForm['kind']>
        label={t('rehearsal.caller')}
        value={form.kind}
        choices={[
          { value: 'scripted', text: t('rehearsal.scripted') },
          { value: 'persona', text: t('rehearsal.persona') },
        ]}
        onChange={(kind) => {
          onChange({ kind });
        }}
      />
      {form.kind === 'scripted' ? (
        <AreaField
          label={t('rehearsal.lines')}
          hint={t('rehearsal.linesHint')}
          rows={4}
          value={form.lines}
          onChange={(lines) => {
            onChange({ lines });
          }}
        />
      ) : (
        <AreaField
          label={t('rehearsal.who')}
          hint={t('rehearsal.whoHint')}
          rows={4}
          value={form.who}
          onChange={(who) => {
            onChange({ who });
          }}
        />
      )}
      <SelectField<ScenarioForm['tools']>
        label={t('rehearsal.tools')}
        value={form.tools}
        choices={[
          { value: 'samples', text: t('rehearsal.samples') },
          { value: 'real', text: t('rehearsal.real') },
        ]}
        onChange={(tools) => {
          onChange({ tools });
        }}
      />
      {form.tools === 'samples' && (
        <AreaField
          label={t('rehearsal.sampleAnswers')}
          hint={t('rehearsal.sampleAnswersHint')}
          rows={2}
          code
          value={form.samples}
          onChange={(samples) => {
            onChange({ samples });
          }}
        />
      )}
      <Marks form={form} onChange={onChange} />
    </>
  );
}

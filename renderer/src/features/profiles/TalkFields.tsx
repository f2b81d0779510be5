import { VOICE_OPTIONS } from '../../format/voices';
import { t } from '../../i18n/i18n';
import { AreaField, ChoiceField, FieldGroup, TextField } from './fields';
import { idOf, type ProfileForm, VAD_FIELDS } from './profileForm';
import { changeForm } from './profilesStore';

type SectionProps = { readonly form: ProfileForm };

/** What the profile is called and which calls it is for. */
export function CallFields({ form, isNew }: SectionProps & { readonly isNew: boolean }) {
  return (
    <FieldGroup title={t('profiles.group.calls')} about={t('profiles.group.callsAbout')}>
      <TextField
        path="name"
        label={t('profiles.field.name')}
        value={form.name}
        onChange={(name) => {
          changeForm({ name });
        }}
      />
      <TextField
        path="id"
        label={t('profiles.field.id')}
        hint={t(isNew ? 'profiles.hint.newId' : 'profiles.hint.id')}
        value={form.id}
        placeholder={idOf(form.name)}
        disabled={!isNew}
        code
        onChange={(id) => {
          changeForm({ id });
        }}
      />
      <AreaField
        path="numbers"
        label={t('profiles.field.numbers')}
        hint={t('profiles.hint.numbers')}
        rows={3}
        code
        value={form.numbers}
        onChange={(numbers) => {
          changeForm({ numbers });
        }}
      />
    </FieldGroup>
  );
}

/** What the agent is and how it sounds. */
export function AgentFields({ form }: SectionProps) {
  return (
    <FieldGroup title={t('profiles.group.agent')} about={t('profiles.group.agentAbout')}>
      <AreaField
        path="systemInstruction"
        label={t('profiles.field.systemInstruction')}
        hint={t('profiles.hint.empty')}
        rows={8}
        value={form.systemInstruction}
        onChange={(systemInstruction) => {
          changeForm({ systemInstruction });
        }}
      />
      <ChoiceField
        path="greetingChoice"
        label={t('profiles.field.greetingChoice')}
        value={form.greetingChoice}
        choices={[
          ['settings', t('profiles.asSettings')],
          ['caller', t('profiles.greeting.caller')],
          ['words', t('profiles.greeting.words')],
        ]}
        onChange={(greetingChoice) => {
          changeForm({ greetingChoice });
        }}
      />
      {form.greetingChoice === 'words' && (
        <AreaField
          path="greeting"
          label={t('profiles.field.greeting')}
          hint={t('profiles.hint.greeting')}
          rows={2}
          value={form.greeting}
          onChange={(greeting) => {
            changeForm({ greeting });
          }}
        />
      )}
      <div className="profile-columns">
        <ChoiceField
          path="voice"
          label={t('profiles.field.voice')}
          value={form.voice}
          choices={[
            ['', t('profiles.asSettings')],
            ...VOICE_OPTIONS.map(({ name, style }) => [name, `${name} – ${style}`] as const),
          ]}
          onChange={(voice) => {
            changeForm({ voice });
          }}
        />
        <TextField
          path="language"
          label={t('profiles.field.language')}
          hint={t('profiles.hint.language')}
          value={form.language}
          code
          onChange={(language) => {
            changeForm({ language });
          }}
        />
      </div>
      <TextField
        path="model"
        label={t('profiles.field.model')}
        hint={t('profiles.hint.empty')}
        value={form.model}
        code
        onChange={(model) => {
          changeForm({ model });
        }}
      />
    </FieldGroup>
  );
}

/** How caller and agent interrupt each other. */
export function SpeechFields({ form }: SectionProps) {
  return (
    <FieldGroup title={t('profiles.group.speech')} about={t('profiles.group.speechAbout')}>
      <ChoiceField
        path="bargeIn"
        label={t('profiles.field.bargeIn')}
        value={form.bargeIn}
        choices={[
          ['', t('profiles.asSettings')],
          ['immediate', t('profiles.bargeIn.immediate')],
          ['confirm', t('profiles.bargeIn.confirm')],
          ['off', t('profiles.bargeIn.off')],
        ]}
        onChange={(bargeIn) => {
          changeForm({ bargeIn });
        }}
      />
      <div className="profile-columns">
        {VAD_FIELDS.map((field) => (
          <TextField
            key={field}
            path={`vad.${field}`}
            label={t(`profiles.vad.${field}`)}
            hint={t(`profiles.vadHint.${field}`)}
            value={form.vad[field]}
            code
            onChange={(value) => {
              changeForm({ vad: { ...form.vad, [field]: value } });
            }}
          />
        ))}
      </div>
    </FieldGroup>
  );
}

/** How long a call may be, whether it is recorded, and what becomes of it without an agent. */
export function LimitFields({ form }: SectionProps) {
  const withExtension = form.fallback === 'transfer' || form.fallback === 'voicemail';
  return (
    <FieldGroup title={t('profiles.group.limits')}>
      <div className="profile-columns">
        <TextField
          path="maxCallSeconds"
          label={t('profiles.field.maxCallSeconds')}
          hint={t('profiles.hint.empty')}
          unit={t('profiles.seconds')}
          value={form.maxCallSeconds}
          code
          onChange={(maxCallSeconds) => {
            changeForm({ maxCallSeconds });
          }}
        />
        <ChoiceField
          path="record"
          label={t('profiles.field.record')}
          hint={t('profiles.hint.record')}
          value={form.record}
          choices={[
            ['', t('profiles.asSettings')],
            ['true', t('profiles.record.on')],
            ['false', t('profiles.record.off')],
          ]}
          onChange={(record) => {
            changeForm({ record });
          }}
        />
        <ChoiceField
          path="fallback.kind"
          label={t('profiles.field.fallback')}
          hint={t('profiles.hint.fallback')}
          value={form.fallback}
          choices={[
            ['announce', t('profiles.fallback.announce')],
            ['transfer', t('profiles.fallback.transfer')],
            ['voicemail', t('profiles.fallback.voicemail')],
            ['hang-up', t('profiles.fallback.hangUp')],
          ]}
          onChange={(fallback) => {
            changeForm({ fallback });
          }}
        />
        {withExtension && (
          <TextField
            path="fallback.extension"
            label={t('profiles.field.fallbackExtension')}
            value={form.fallbackExtension}
            code
            onChange={(fallbackExtension) => {
              changeForm({ fallbackExtension });
            }}
          />
        )}
      </div>
    </FieldGroup>
  );
}

import { CHANNEL_PREFIX, PLACEHOLDERS } from '#model/callFacts';
import { LOOK_UP_PREFIX } from '#model/lookUp';
import { VOICES_BY_NAME, voiceStyle } from '../../format/voices';
import { t } from '../../i18n/i18n';
import { CheckField } from '../../ui/fields/CheckField';
import { linesOf } from '../form';
import { FieldGroup, ProfileArea, ProfileChoice, ProfileText } from './fields';
import { idOf, type ProfileForm, VAD_FIELDS } from './profileForm';
import { changeForm } from './profilesStore';

type SectionProps = { readonly form: ProfileForm };

/** Parts of the form that have one value and a label of the same name. */
type FormKey = Exclude<
  keyof ProfileForm,
  | 'vad'
  | 'switched'
  | 'approval'
  | 'answerSeconds'
  | 'http'
  | 'targets'
  | 'rules'
  | 'earlierCalls'
  | 'lookUp'
  | 'summary'
>;

/** What ties a field to a part of the form: place, label, value, and how it changes. */
function bind<K extends FormKey>(form: ProfileForm, name: K) {
  return {
    path: name,
    label: t(`profiles.field.${name}`),
    value: form[name],
    onChange: (value: ProfileForm[K]) => {
      changeForm({ [name]: value });
    },
  };
}

/** A choice that leaves the value to the settings. */
const asSettings = () => ({ value: '', text: t('profiles.asSettings') }) as const;

/** What the profile is called and which calls it is for. */
export function CallFields({ form, isNew }: SectionProps & { readonly isNew: boolean }) {
  return (
    <FieldGroup title={t('profiles.group.calls')} about={t('profiles.group.callsAbout')}>
      <ProfileText {...bind(form, 'name')} />
      <ProfileText
        {...bind(form, 'id')}
        hint={t(isNew ? 'profiles.hint.newId' : 'profiles.hint.id')}
        placeholder={idOf(form.name)}
        disabled={!isNew}
        code
      />
      <ProfileArea {...bind(form, 'numbers')} hint={t('profiles.hint.numbers')} rows={3} code />
    </FieldGroup>
  );
}

/** What the agent is and how it sounds. */
export function AgentFields({ form }: SectionProps) {
  return (
    <FieldGroup title={t('profiles.group.agent')} about={t('profiles.group.agentAbout')}>
      <ProfileArea
        {...bind(form, 'systemInstruction')}
        hint={t('profiles.hint.systemInstruction')}
        rows={8}
      />
      <ProfileChoice
        {...bind(form, 'greetingChoice')}
        choices={[
          { value: 'settings', text: t('profiles.asSettings') },
          { value: 'caller', text: t('profiles.greeting.caller') },
          { value: 'words', text: t('profiles.greeting.words') },
        ]}
      />
      {form.greetingChoice === 'words' && (
        <ProfileArea {...bind(form, 'greeting')} hint={t('profiles.hint.greeting')} rows={2} />
      )}
      <div className="profile-columns">
        <ProfileChoice
          {...bind(form, 'voice')}
          choices={[
            asSettings(),
            ...VOICES_BY_NAME.map((name) => ({
              value: name,
              text: `${name} – ${voiceStyle(name)}`,
            })),
          ]}
        />
        <ProfileText {...bind(form, 'language')} hint={t('profiles.hint.language')} code />
      </div>
      <ProfileText {...bind(form, 'model')} hint={t('profiles.hint.empty')} code />
    </FieldGroup>
  );
}

/** The placeholders that the profile has, as they are written. */
function placeholdersOf({ channelVariables, lookUp }: ProfileForm): string {
  return [
    ...PLACEHOLDERS,
    ...linesOf(channelVariables).map((name) => `${CHANNEL_PREFIX}${name}`),
    ...(lookUp.on ? linesOf(lookUp.facts).map((name) => `${LOOK_UP_PREFIX}${name}`) : []),
  ]
    .map((name) => `{${name}}`)
    .join(' ');
}

/** What the agent is told of its call, and how texts refer to it. */
export function KnowledgeFields({ form }: SectionProps) {
  return (
    <FieldGroup title={t('profiles.group.knowledge')} about={t('profiles.group.knowledgeAbout')}>
      <div>
        <p className="font-semibold">{t('profiles.placeholders')}</p>
        <p className="font-mono text-meta">{placeholdersOf(form)}</p>
        <p className="text-muted">{t('profiles.placeholdersAbout')}</p>
      </div>
      <ProfileArea
        {...bind(form, 'channelVariables')}
        hint={t('profiles.hint.channelVariables')}
        rows={2}
        code
      />
      <CheckField
        label={t('profiles.field.earlierCalls')}
        hint={t('profiles.hint.earlierCalls')}
        checked={form.earlierCalls}
        onChange={(earlierCalls) => {
          changeForm({ earlierCalls });
        }}
      />
    </FieldGroup>
  );
}

/** How caller and agent interrupt each other. */
export function SpeechFields({ form }: SectionProps) {
  return (
    <FieldGroup title={t('profiles.group.speech')} about={t('profiles.group.speechAbout')}>
      <ProfileChoice
        {...bind(form, 'bargeIn')}
        choices={[
          asSettings(),
          { value: 'immediate', text: t('profiles.bargeIn.immediate') },
          { value: 'confirm', text: t('profiles.bargeIn.confirm') },
          { value: 'off', text: t('profiles.bargeIn.off') },
        ]}
      />
      <div className="profile-columns">
        {VAD_FIELDS.map((field) => (
          <ProfileText
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

/** What is special about a talk by telephone. */
export function LineFields({ form }: SectionProps) {
  return (
    <FieldGroup title={t('profiles.group.line')}>
      <ProfileChoice
        {...bind(form, 'disclosureChoice')}
        hint={t('profiles.hint.disclosureChoice')}
        choices={[
          { value: 'settings', text: t('profiles.asSettings') },
          { value: 'words', text: t('profiles.disclosure.words') },
          { value: 'nothing', text: t('profiles.disclosure.nothing') },
        ]}
      />
      {form.disclosureChoice === 'words' && (
        <ProfileText {...bind(form, 'disclosure')} hint={t('profiles.hint.disclosure')} />
      )}
      <ProfileChoice
        {...bind(form, 'keys')}
        hint={t(`profiles.keysHint.${form.keys}`)}
        choices={[
          { value: 'none', text: t('profiles.keys.none') },
          { value: 'agent', text: t('profiles.keys.agent') },
          { value: 'secret', text: t('profiles.keys.secret') },
        ]}
      />
      <ProfileChoice
        {...bind(form, 'mailbox')}
        path="mailbox.kind"
        hint={t('profiles.hint.mailbox')}
        choices={[
          { value: 'hang-up', text: t('profiles.mailbox.hangUp') },
          { value: 'leave-text', text: t('profiles.mailbox.leaveText') },
        ]}
      />
      {form.mailbox === 'leave-text' && (
        <ProfileArea {...bind(form, 'mailboxText')} path="mailbox.text" rows={2} />
      )}
    </FieldGroup>
  );
}

/** How long a call may be, whether it is recorded, and what becomes of it without an agent. */
export function LimitFields({ form }: SectionProps) {
  const withExtension = form.fallback === 'transfer' || form.fallback === 'voicemail';
  return (
    <FieldGroup title={t('profiles.group.limits')}>
      <div className="profile-columns">
        <ProfileText
          {...bind(form, 'maxCallSeconds')}
          hint={t('profiles.hint.empty')}
          unit={t('profiles.seconds')}
          code
        />
        <ProfileChoice
          {...bind(form, 'record')}
          hint={t('profiles.hint.record')}
          choices={[
            asSettings(),
            { value: 'true', text: t('profiles.record.on') },
            { value: 'false', text: t('profiles.record.off') },
          ]}
        />
        <ProfileChoice
          {...bind(form, 'fallback')}
          path="fallback.kind"
          hint={t('profiles.hint.fallback')}
          choices={[
            { value: 'announce', text: t('profiles.fallback.announce') },
            { value: 'transfer', text: t('profiles.fallback.transfer') },
            { value: 'voicemail', text: t('profiles.fallback.voicemail') },
            { value: 'hang-up', text: t('profiles.fallback.hangUp') },
          ]}
        />
        {withExtension && (
          <ProfileText {...bind(form, 'fallbackExtension')} path="fallback.extension" code />
        )}
      </div>
    </FieldGroup>
  );
}

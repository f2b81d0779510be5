import { useState } from 'react';
import { MAX_CALLER_NUMBER_CHARS, MAX_TARGET_CHARS } from '#model/limits';
import type { LookUpOutcome } from '#model/lookUp';
import type { SampleCaller } from '#model/lookUpTrial';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { CheckField } from '../../ui/fields/CheckField';
import { TextField } from '../../ui/fields/TextField';
import { ErrorText } from '../../ui/messages/ErrorText';
import { LookUpView } from '../lookUp';
import { FieldGroup, ProfileArea, ProfileChoice, ProfileText } from './fields';
import type { LookUpForm } from './lookUpForm';
import type { ProfileForm } from './profileForm';
import { changeForm, type TrialState, tryLookUp } from './profilesStore';

/** What ties a field to a part of the look-up. */
function bind<K extends Exclude<keyof LookUpForm, 'on'>>(lookUp: LookUpForm, name: K) {
  return {
    path: `lookUp.${name}`,
    label: t(`profiles.lookUp.${name}`),
    value: lookUp[name],
    onChange: (value: LookUpForm[K]) => {
      changeForm({ lookUp: { ...lookUp, [name]: value } });
    },
  };
}

/** What is asked about the caller while they ring. */
export function LookUpFields({ form: { lookUp } }: { readonly form: ProfileForm }) {
  return (
    <FieldGroup title={t('profiles.group.lookUp')} about={t('profiles.group.lookUpAbout')}>
      <CheckField
        label={t('profiles.lookUp.on')}
        hint={t('profiles.lookUp.onHint')}
        checked={lookUp.on}
        onChange={(on) => {
          changeForm({ lookUp: { ...lookUp, on } });
        }}
      />
      {lookUp.on && (
        <>
          <RequestFields lookUp={lookUp} />
          <Trial />
        </>
      )}
    </FieldGroup>
  );
}

function RequestFields({ lookUp }: { readonly lookUp: LookUpForm }) {
  return (
    <>
      <ProfileText {...bind(lookUp, 'url')} hint={t('profiles.lookUp.urlHint')} code />
      <ProfileArea
        {...bind(lookUp, 'fromCall')}
        hint={t('profiles.lookUp.fromCallHint')}
        rows={2}
        code
      />
      <ProfileArea
        {...bind(lookUp, 'headers')}
        hint={t('profiles.http.headersHint')}
        rows={2}
        code
      />
      <div className="profile-columns">
        <ProfileChoice
          {...bind(lookUp, 'method')}
          choices={[
            { value: 'GET', text: 'GET' },
            { value: 'POST', text: 'POST' },
          ]}
        />
        <ProfileText {...bind(lookUp, 'timeoutMs')} unit="ms" code />
      </div>
      <ProfileArea {...bind(lookUp, 'facts')} hint={t('profiles.lookUp.factsHint')} rows={2} code />
    </>
  );
}

const NOBODY: SampleCaller = { callerNumber: '', callerName: '', dialedNumber: '' };

const LONGEST: Readonly<Record<keyof SampleCaller, number>> = {
  callerNumber: MAX_CALLER_NUMBER_CHARS,
  callerName: MAX_CALLER_NUMBER_CHARS,
  dialedNumber: MAX_TARGET_CHARS,
};

/** Makes the look-up as it stands in the form, for a caller who is made up. */
function Trial() {
  const reason = useRoleReason('profile.tryLookUp');
  const [caller, setCaller] = useState(NOBODY);
  const [trial, setTrial] = useState<TrialState<LookUpOutcome>>({ state: 'none' });
  const run = async (): Promise<void> => {
    setTrial({ state: 'running' });
    setTrial(await tryLookUp(caller));
  };
  return (
    <fieldset className="profile-item">
      <legend className="sr-only">{t('profiles.lookUp.trial')}</legend>
      <div className="profile-columns">
        {(['callerNumber', 'callerName', 'dialedNumber'] as const).map((name) => (
          <TextField
            key={name}
            label={t(`profiles.lookUp.${name}`)}
            labelLook="strong"
            value={caller[name]}
            maxLength={LONGEST[name]}
            onChange={(value) => {
              setCaller({ ...caller, [name]: value });
            }}
          />
        ))}
      </div>
      <div>
        <Button
          size="small"
          reason={reason}
          pending={trial.state === 'running'}
          onClick={() => void run()}
        >
          {t(trial.state === 'running' ? 'profiles.lookUp.trying' : 'profiles.lookUp.try')}
        </Button>
      </div>
      {trial.state === 'failed' && <ErrorText>{inWords(trial.message)}</ErrorText>}
      {trial.state === 'done' && <LookUpView lookUp={trial.outcome} open />}
    </fieldset>
  );
}

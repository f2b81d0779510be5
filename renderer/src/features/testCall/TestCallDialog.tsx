import { useEffect, useRef, useState } from 'react';
import { DEFAULT_PROFILE_ID, type TriedProfile } from '#model/profile';
import type { SoundDevice } from '../../audio/devices';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useNavStore } from '../../state/navStore';
import { useRoleReason } from '../../state/stationStore';
import { closeDialog } from '../../state/uiStore';
import { FormDialog } from '../../ui/dialogs/FormDialog';
import { SelectField } from '../../ui/fields/SelectField';
import { useAttempt } from '../../ui/messages/useAttempt';
import { busyReason, useHeadsetChoices, useHeadsetStore } from '../headset';
import { useProfileList } from '../profiles';
import { LevelBar } from './LevelBar';
import {
  chooseMicrophone,
  chooseSpeaker,
  closeUnusedSound,
  openSound,
  startTestCall,
} from './testCall';
import { useTestCallStore } from './testCallStore';

/** The system's own choice, the devices by name, and one that was chosen and is gone. */
function choicesOf(devices: readonly SoundDevice[], chosen: string) {
  const isGone = chosen !== '' && !devices.some(({ id }) => id === chosen);
  return [
    { value: '', text: t('testCall.systemDevice') },
    ...devices.map(({ id, name }) => ({ value: id, text: name })),
    ...(isGone ? [{ value: chosen, text: t('headset.deviceGone') }] : []),
  ];
}

/** Microphone and speaker, those of the headset, and whether they work. */
function SoundFields() {
  const { sound, devices, speakerFailed, level } = useTestCallStore();
  const { microphone, speaker } = useHeadsetChoices();
  return (
    <>
      <SelectField
        label={t('testCall.microphone')}
        value={microphone}
        choices={choicesOf(devices.microphones, microphone)}
        error={sound.name === 'failed' ? t(`testCall.problem.${sound.what}`) : ''}
        onChange={(id) => void chooseMicrophone(id)}
      />
      <LevelBar level={level} label={t('testCall.level')} />
      <SelectField
        label={t('testCall.speaker')}
        hint={t('testCall.speakerHint')}
        value={speaker}
        choices={choicesOf(devices.speakers, speaker)}
        error={speakerFailed ? t('headset.problem.no-speaker') : ''}
        onChange={(id) => void chooseSpeaker(id)}
      />
    </>
  );
}

/** Calls the AI from this machine, with a profile as it is saved, or as its form has it. */
export function TestCallDialog({ tried }: { readonly tried: TriedProfile }) {
  const role = useRoleReason('call.test');
  const busy = useHeadsetStore(busyReason);
  const profiles = useProfileList();
  const ready = useTestCallStore(({ sound }) => sound.name === 'ready');
  const [profileId, setProfileId] = useState(
    tried.kind === 'saved' ? tried.profileId : DEFAULT_PROFILE_ID,
  );
  const [calling, attempt] = useAttempt();
  const fieldRef = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    if (busy === '') {
      void openSound();
    }
    return closeUnusedSound;
  }, [busy]);
  const isDraft = tried.kind === 'draft';
  const name = isDraft
    ? t('testCall.draft')
    : (profiles.find(({ id }) => id === profileId)?.name ?? profileId);
  const call = (): Promise<boolean> =>
    attempt(async () => {
      const refusal = await startTestCall(isDraft ? tried : { kind: 'saved', profileId }, name);
      if (refusal === null) {
        useNavStore.getState().show('live');
        closeDialog();
      }
      return refusal;
    });
  return (
    <FormDialog
      title={t('testCall.title')}
      description={t('testCall.body')}
      width={460}
      initialFocus={fieldRef}
      submitText={t('testCall.call')}
      canSubmit={ready}
      reason={role || busy}
      pending={calling.state === 'pending'}
      error={busy || (calling.state === 'failed' ? inWords(calling.message) : '')}
      cancelText={t('testCall.cancel')}
      onSubmit={() => void call()}
      onClose={closeDialog}
    >
      <SelectField
        ref={fieldRef}
        label={t('testCall.profile')}
        value={profileId}
        choices={
          isDraft || profiles.length === 0
            ? [{ value: profileId, text: name }]
            : profiles.map((each) => ({ value: each.id, text: each.name }))
        }
        onChange={setProfileId}
      />
      <SoundFields />
    </FormDialog>
  );
}

import { useEffect, useRef, useState } from 'react';
import type { CallId } from '#model/call';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { VoiceName } from '#model/voices';
import { request } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useCallRequests } from '../../state/callRequests';
import { useCallsStore } from '../../state/callsStore';
import { useRoleReason } from '../../state/stationStore';
import { closeDialog } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';
import { ErrorText } from '../../ui/messages/ErrorText';
import { useAttempt } from '../../ui/messages/useAttempt';
import { useControls } from '../callActions';
import { useProfileList } from '../profiles';
import { changeVoice } from '../voice';
import { endAudition, play, showNames } from './audition';
import type { Audition } from './auditionStore';
import { Candidates } from './Candidates';

/** The voice that was saved to a profile. */
type Saved = { readonly voice: VoiceName; readonly profile: string };

/** Changes the voice of the call, with undo. Resolves with why it was refused, or with null. */
async function takeForCall(
  callId: CallId,
  voice: VoiceName,
  before: VoiceName,
): Promise<Phrase | null> {
  if (await changeVoice(callId, voice, before)) {
    return null;
  }
  return useCallRequests.getState().byCall[callId]?.failure ?? phrase('window.no-answer');
}

/** Makes it the voice of a profile, as that is now. Resolves as takeForCall does. */
async function saveVoice(profileId: string, voice: VoiceName): Promise<Phrase | null> {
  const list = await request('profiles:list', null);
  if (!list.ok) {
    return list.error.phrase;
  }
  const profile = list.value.profiles.find(({ id }) => id === profileId);
  const saved = await request('profiles:save', { profile: { ...profile, voice } });
  if (!saved.ok) {
    return saved.error.phrase;
  }
  const problem = saved.value.state === 'invalid' ? saved.value.problems[0] : undefined;
  return problem === undefined ? null : problem.phrase;
}

/** Voices are heard beside each other, and one of them is taken. */
export function Comparing(props: { readonly callId: CallId; readonly audition: Audition }) {
  const { callId, audition } = props;
  const current = useCallsStore(({ byId }) => byId[callId]?.pendingVoice ?? byId[callId]?.voice);
  const profileId = useCallsStore((state) => state.byId[callId]?.profileId);
  const profile = useProfileList().find(({ id }) => id === profileId);
  const saveReason = useRoleReason('profile.save');
  const controls = useControls(callId);
  const [saved, setSaved] = useState<Saved | null>(null);
  const [deed, attempt] = useAttempt();
  const rootRef = useRef<HTMLDivElement>(null);
  const selected = audition.candidates[audition.selected];
  const voice = selected?.voice;
  useEffect(() => {
    rootRef.current?.querySelector('button')?.focus();
  }, []);
  const blocked = controls?.reason('changeVoice') ?? t('actions.over');
  const reason = voice === current ? t('audition.isCurrent') : blocked;
  const use = async (): Promise<void> => {
    if (voice === undefined || current === undefined || reason !== '') {
      return;
    }
    await attempt(() => takeForCall(callId, voice, current));
  };
  const save = async (): Promise<void> => {
    if (voice === undefined || profile === undefined) {
      return;
    }
    if (await attempt(() => saveVoice(profile.id, voice))) {
      setSaved({ voice, profile: profile.name });
    }
  };
  const failure = selected?.state.name === 'failed' ? inWords(selected.state.message) : '';
  return (
    <div
      ref={rootRef}
      className="flex flex-col gap-4 px-5 pt-4 pb-4"
      onKeyDown={(event) => {
        if (/^[1-4]$/.test(event.key)) {
          play(Number(event.key) - 1);
        }
      }}
    >
      <Candidates audition={audition} onChoose={() => void use()} />
      {failure !== '' && <ErrorText>{failure}</ErrorText>}
      {deed.state === 'failed' && <ErrorText>{inWords(deed.message)}</ErrorText>}
      {audition.unheard && <ErrorText>{t('headset.problem.no-speaker')}</ErrorText>}
      <p role="status" className="min-h-8">
        {saved !== null && t('audition.saved', saved)}
      </p>
      <div className="flex items-center gap-2">
        <Button variant="quiet" onClick={endAudition}>
          {t('audition.back')}
        </Button>
        {audition.blind && <Button onClick={showNames}>{t('audition.showNames')}</Button>}
        <span className="flex-1" />
        <Button onClick={closeDialog}>{t('audition.close')}</Button>
        <Button
          reason={saveReason || (profile === undefined ? t('audition.noProfile') : '')}
          pending={deed.state === 'pending'}
          onClick={() => void save()}
        >
          {t('audition.save')}
        </Button>
        <Button
          variant="primary"
          reason={reason}
          pending={deed.state === 'pending'}
          onClick={() => void use()}
        >
          {t('audition.use')}
        </Button>
      </div>
    </div>
  );
}

import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { RequestOutput, RequestResult } from '#contract/requests';
import type { CallRecord } from '#model/history';
import type { Phrase } from '#model/phrases/phrase';
import { MAX_REPLAY_TURNS, type ReplayChanges, type ReplayRequest } from '#model/replay';
import { isVoiceName, VOICE_NAMES } from '#model/voices';
import { timedRequest } from '../../bridge/timedRequest';
import { formatDollars, spokenDuration } from '../../format/format';
import { type LateText, t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useRoleReason } from '../../state/stationStore';
import { closeDialog } from '../../state/uiStore';
import { FormDialog } from '../../ui/dialogs/FormDialog';
import { AreaField } from '../../ui/fields/AreaField';
import { SelectField } from '../../ui/fields/SelectField';
import { TextField } from '../../ui/fields/TextField';
import { useAttempt } from '../../ui/messages/useAttempt';
import { useProfileList } from '../profiles';

/** Turns of the caller that are played unless another number is chosen. */
const USUAL_TURNS = 3;

type Cost = { readonly text: LateText; readonly refused: boolean };

function costOf(answer: RequestResult<RequestOutput<'replays:estimate'>>): Cost {
  if (!answer.ok) {
    return { refused: true, text: () => inWords(answer.error.phrase) };
  }
  const { audioMs, costUsd } = answer.value;
  return {
    refused: false,
    text: () =>
      t('playAgain.cost', { duration: spokenDuration(audioMs), cost: formatDollars(costUsd) }),
  };
}

/**
 * Asks anew what it costs whenever something changes that the cost depends on. `mayAsk`: nobody
 * else is told.
 */
function useCost(request: ReplayRequest, mayAsk: boolean): Cost {
  const [cost, setCost] = useState<Cost>({
    text: () => t('playAgain.costUnknown'),
    refused: true,
  });
  const { callId, turnId, turns } = request;
  const { profileId, model } = request.changes;
  useEffect(() => {
    if (!mayAsk) {
      return undefined;
    }
    let isNewest = true;
    const changes = {
      ...(profileId === undefined ? {} : { profileId }),
      ...(model === undefined ? {} : { model }),
    };
    void timedRequest('replays:estimate', { callId, turnId, turns, changes }).then((answer) => {
      if (!isNewest) {
        return;
      }
      setCost(costOf(answer));
    });
    return () => {
      isNewest = false;
    };
  }, [callId, turnId, turns, profileId, model, mayAsk]);
  return cost;
}

/** What is to be changed, and what it costs. */
export function PlayAgainForm(props: {
  readonly record: CallRecord;
  readonly turnId: number;
  /** Results of replays before this one. */
  readonly earlier: ReactNode;
  /** Starts it. @returns why it was refused; null when it runs. */
  readonly onStart: (request: ReplayRequest) => Promise<Phrase | null>;
}) {
  const { record, turnId } = props;
  const reason = useRoleReason('call.replay');
  const profiles = useProfileList();
  const fieldRef = useRef<HTMLTextAreaElement>(null);
  const [starting, attempt] = useAttempt();
  const [profileId, setProfileId] = useState(record.call.profileId);
  const [typed, setTyped] = useState<string | null>(null);
  const [voice, setVoice] = useState('');
  const [model, setModel] = useState('');
  const [turns, setTurns] = useState(String(USUAL_TURNS));
  const profile = profiles.find(({ id }) => id === profileId);
  const instruction = typed ?? profile?.systemInstruction ?? '';
  const changes: ReplayChanges = {
    ...(typed === null ? {} : { instruction: typed }),
    ...(isVoiceName(voice) ? { voice } : {}),
    ...(model.trim() === '' ? {} : { model: model.trim() }),
    ...(profileId === record.call.profileId ? {} : { profileId }),
  };
  const request = { callId: record.call.id, turnId, turns: Number(turns), changes };
  const cost = useCost(request, reason === '');
  const counts = Array.from({ length: MAX_REPLAY_TURNS }, (_, at) => String(at + 1));
  return (
    <FormDialog
      title={t('playAgain.title')}
      description={t('playAgain.body')}
      width={560}
      initialFocus={fieldRef}
      submitText={t('playAgain.start')}
      canSubmit={!cost.refused}
      reason={reason}
      pending={starting.state === 'pending'}
      error={starting.state === 'failed' ? inWords(starting.message) : ''}
      cancelText={t('playAgain.cancel')}
      onSubmit={() => void attempt(() => props.onStart(request))}
      onClose={closeDialog}
    >
      <SelectField
        label={t('playAgain.profile')}
        value={profileId}
        choices={
          profile === undefined
            ? [{ value: profileId, text: record.call.profileName }]
            : profiles.map(({ id, name }) => ({ value: id, text: name }))
        }
        onChange={setProfileId}
      />
      <AreaField
        ref={fieldRef}
        label={t('playAgain.instruction')}
        hint={t('playAgain.instructionHint')}
        rows={5}
        value={instruction}
        onChange={setTyped}
      />
      <div className="grid grid-cols-3 gap-3">
        <SelectField
          label={t('playAgain.voice')}
          value={voice}
          choices={[
            { value: '', text: t('playAgain.asProfile') },
            ...VOICE_NAMES.map((name) => ({ value: name, text: name })),
          ]}
          onChange={setVoice}
        />
        <TextField
          label={t('playAgain.model')}
          hint={t('playAgain.modelHint')}
          value={model}
          onChange={setModel}
        />
        <SelectField
          label={t('playAgain.turns')}
          value={turns}
          choices={counts.map((count) => ({ value: count, text: count }))}
          onChange={setTurns}
        />
      </div>
      <p role="status">{cost.text()}</p>
      {props.earlier}
    </FormDialog>
  );
}

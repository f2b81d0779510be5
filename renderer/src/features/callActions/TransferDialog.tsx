import { useRef, useState } from 'react';
import type { CallId } from '#model/call';
import { MAX_TYPED_TARGET_CHARS } from '#model/limits';
import type { TransferTarget } from '#model/profile';
import { plainText, readTarget } from '#model/typedNumber';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { sendCommand, useFailure, usePending } from '../../state/callRequests';
import { useCallsStore } from '../../state/callsStore';
import { closeDialog } from '../../state/uiStore';
import { Button } from '../../ui/buttons/Button';
import { FormDialog } from '../../ui/dialogs/FormDialog';
import { TextField } from '../../ui/fields/TextField';
import { consult } from '../commands';
import { type OwnMicrophone, problemText, useHeadsetStore, useOwnMicrophone } from '../headset';
import { useProfileList } from '../profiles';
import { MicrophoneFields, microphoneProblem } from './MicrophoneFields';
import { useControls } from './useControls';

function Targets(props: {
  readonly targets: readonly TransferTarget[];
  readonly chosen: string;
  readonly choose: (extension: string) => void;
}) {
  return (
    <fieldset className="flex max-h-56 flex-col overflow-y-auto rounded-md border border-line p-1">
      <legend className="sr-only">{t('transfer.targets')}</legend>
      {props.targets.map(({ name, extension }) => (
        <label
          key={extension}
          className="flex h-9 items-center gap-3 rounded px-2 has-checked:bg-selected"
        >
          <input
            type="radio"
            name="transfer-target"
            checked={props.chosen === extension}
            onChange={() => {
              props.choose(extension);
            }}
          />
          <span className="flex-1 truncate">{name}</span>
          <span className="font-mono text-meta text-muted tabular-nums">{extension}</span>
        </label>
      ))}
    </fieldset>
  );
}

function blindText(number: string, named: TransferTarget | undefined): string {
  if (number === '') {
    return t('transfer.blind');
  }
  return t('transfer.now', { target: named === undefined ? number : `${number} – ${named.name}` });
}

/** What keeps the supervisor from speaking to whoever they ask; empty for nothing. */
function useVoiceProblem(callId: CallId, microphone: OwnMicrophone): string {
  const problem = useHeadsetStore((state) => state.problem);
  return microphoneProblem(microphone) || (problem?.callId === callId ? problemText(problem) : '');
}

/**
 * Sends the caller to somebody else: after asking that person, or at once, which cannot be undone
 * and so is never what Enter does.
 */
export function TransferDialog({ callId }: { readonly callId: CallId }) {
  const controls = useControls(callId);
  const profileId = useCallsStore((state) => state.byId[callId]?.profileId);
  const targets = useProfileList().find(({ id }) => id === profileId)?.transferTargets ?? [];
  const [target, setTarget] = useState('');
  const transferring = usePending(callId, 'transfer');
  const asking = usePending(callId, 'consult');
  const microphone = useOwnMicrophone(callId);
  const voiceProblem = useVoiceProblem(callId, microphone);
  const [opening, setOpening] = useState(false);
  const failure = useFailure(callId);
  const fieldRef = useRef<HTMLInputElement>(null);
  const read = readTarget(target);
  const number = read.ok ? read.target : target;
  const named = targets.find(({ extension }) => extension === number);
  const reason = controls?.reason('transfer') ?? t('actions.over');
  const askReason = controls?.reason('consult') ?? t('actions.over');
  const wrong = read.ok || plainText(target) === '' ? '' : inWords(read.phrase);
  const canGo = read.ok && reason === '';
  const ask = async (): Promise<boolean> => {
    setOpening(true);
    const isAsked = await consult(callId, number);
    setOpening(false);
    return isAsked;
  };
  const carryOut = async (run: () => Promise<boolean>): Promise<void> => {
    if (await run()) {
      closeDialog();
    }
  };
  return (
    <FormDialog
      title={t('transfer.title')}
      description={t('transfer.body')}
      width={460}
      initialFocus={fieldRef}
      submitText={t(asking ? 'transfer.asking' : 'transfer.ask')}
      canSubmit={read.ok && askReason === '' && microphone.state !== 'failed' && !transferring}
      pending={opening || microphone.state === 'opening'}
      error={reason || askReason || wrong || (failure === null ? voiceProblem : inWords(failure))}
      cancelText={t('transfer.keep')}
      otherSubmit={
        <Button
          variant="danger"
          className="max-w-64"
          disabled={!canGo || opening}
          pending={transferring}
          title={t('transfer.nowHint')}
          onClick={() =>
            void carryOut(() => sendCommand(callId, { kind: 'transfer', target: number }))
          }
        >
          <span className="truncate">
            {transferring ? t('transfer.transferring') : blindText(read.ok ? number : '', named)}
          </span>
        </Button>
      }
      onSubmit={() => void carryOut(ask)}
      onClose={closeDialog}
    >
      {targets.length > 0 && <Targets targets={targets} chosen={number} choose={setTarget} />}
      <TextField
        ref={fieldRef}
        label={t('transfer.extension')}
        className="tabular-nums"
        maxLength={MAX_TYPED_TARGET_CHARS}
        value={target}
        onChange={setTarget}
      />
      <MicrophoneFields microphone={microphone} />
    </FormDialog>
  );
}

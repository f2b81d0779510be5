import { useId, useRef, useState } from 'react';
import type { CallId } from '#model/call';
import type { TransferTarget } from '#model/profile';
import { t } from '../../i18n/i18n';
import { sendCommand, useFailure, usePending } from '../../state/callRequests';
import { useCallsStore } from '../../state/callsStore';
import { NO_DIALOG, useUiStore } from '../../state/uiStore';
import { Modal } from '../../ui/Modal';
import { useProfileList } from '../profiles/useProfileList';
import { consult } from './controlActions';
import { useControls } from './useControls';

/** What can be dialled: digits, letters, + * # . _ and -. */
const DIALLABLE = /^[\w+*#.-]{1,40}$/;

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

function buttonText(number: string, named: TransferTarget | undefined): string {
  if (number === '') {
    return t('controls.transfer');
  }
  return t('transfer.now', { target: named === undefined ? number : `${number} – ${named.name}` });
}

/** Sends the caller to somebody else: at once, or after asking him. */
export function TransferDialog({ callId }: { readonly callId: CallId }) {
  const set = useUiStore((state) => state.set);
  const controls = useControls(callId);
  const profileId = useCallsStore((state) => state.byId[callId]?.profileId);
  const targets = useProfileList().find(({ id }) => id === profileId)?.transferTargets ?? [];
  const [target, setTarget] = useState('');
  const transferring = usePending(callId, 'transfer');
  const asking = usePending(callId, 'consult');
  const failure = useFailure(callId);
  const fieldRef = useRef<HTMLInputElement>(null);
  const fieldId = useId();
  const number = target.trim();
  const named = targets.find(({ extension }) => extension === number);
  const reason = controls?.reason('transfer') ?? t('actions.over');
  const canGo = DIALLABLE.test(number) && reason === '' && !transferring && !asking;
  const close = (): void => {
    set({ dialog: NO_DIALOG });
  };
  const carryOut = async (run: () => Promise<boolean>): Promise<void> => {
    if (canGo && (await run())) {
      close();
    }
  };
  return (
    <Modal
      title={t('transfer.title')}
      description={t('transfer.body')}
      width={460}
      initialFocus={fieldRef}
      onClose={close}
    >
      <form
        className="flex flex-col gap-4 px-5 pt-4 pb-4"
        onSubmit={(event) => {
          event.preventDefault();
          void carryOut(() => sendCommand(callId, { kind: 'transfer', target: number }));
        }}
      >
        {targets.length > 0 && <Targets targets={targets} chosen={number} choose={setTarget} />}
        <div>
          <label htmlFor={fieldId} className="mb-1 block text-muted">
            {t('transfer.extension')}
          </label>
          <input
            id={fieldId}
            ref={fieldRef}
            type="text"
            className="field tabular-nums"
            maxLength={40}
            autoComplete="off"
            spellCheck={false}
            value={target}
            onChange={(event) => {
              setTarget(event.target.value);
            }}
          />
        </div>
        {(reason !== '' || failure !== null) && (
          <p role="alert" className="text-danger select-text">
            {reason === '' ? failure : reason}
          </p>
        )}
        <div className="flex items-center justify-end gap-2">
          <button type="button" className="btn" onClick={close}>
            {t('transfer.keep')}
          </button>
          <button
            type="button"
            className="btn"
            disabled={!canGo}
            title={t('transfer.askHint')}
            onClick={() => void carryOut(() => consult(callId, number))}
          >
            {t(asking ? 'transfer.asking' : 'transfer.ask')}
          </button>
          <button type="submit" className="btn btn-primary max-w-56" disabled={!canGo}>
            <span className="truncate">
              {transferring ? t('transfer.transferring') : buttonText(number, named)}
            </span>
          </button>
        </div>
      </form>
    </Modal>
  );
}

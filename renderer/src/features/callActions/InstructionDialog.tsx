import { useId, useRef, useState } from 'react';
import type { CallId } from '#model/call';
import { MAX_INSTRUCTION_CHARS } from '#model/limits';
import { t } from '../../i18n/i18n';
import { sendCommand, useFailure, usePending } from '../../state/callRequests';
import { NO_DIALOG, useUiStore } from '../../state/uiStore';
import { Modal } from '../../ui/Modal';
import { useControls } from './useControls';

/** Replaces what the AI was told to be, for the rest of this call. */
export function InstructionDialog({ callId }: { readonly callId: CallId }) {
  const set = useUiStore((state) => state.set);
  const controls = useControls(callId);
  const pending = usePending(callId, 'changeInstruction');
  const failure = useFailure(callId);
  const [text, setText] = useState('');
  const fieldRef = useRef<HTMLTextAreaElement>(null);
  const fieldId = useId();
  const reason = controls?.reason('changeInstruction') ?? t('actions.over');
  const close = (): void => {
    set({ dialog: NO_DIALOG });
  };
  const change = async (): Promise<void> => {
    if (await sendCommand(callId, { kind: 'changeInstruction', text: text.trim() })) {
      close();
    }
  };
  return (
    <Modal
      title={t('instruction.title')}
      description={t('instruction.body')}
      width={560}
      initialFocus={fieldRef}
      onClose={close}
    >
      <form
        className="flex flex-col gap-4 px-5 pt-4 pb-4"
        onSubmit={(event) => {
          event.preventDefault();
          void change();
        }}
      >
        <div>
          <label htmlFor={fieldId} className="mb-1 block text-muted">
            {t('instruction.field')}
          </label>
          <textarea
            id={fieldId}
            ref={fieldRef}
            className="field h-48! resize-none py-2"
            maxLength={MAX_INSTRUCTION_CHARS}
            value={text}
            onChange={(event) => {
              setText(event.target.value);
            }}
          />
        </div>
        {(reason !== '' || failure !== null) && (
          <p role="alert" className="text-danger select-text">
            {reason === '' ? failure : reason}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <button type="button" className="btn" onClick={close}>
            {t('instruction.keep')}
          </button>
          <button
            type="submit"
            className="btn btn-primary"
            disabled={pending || reason !== '' || text.trim() === ''}
          >
            {t(pending ? 'instruction.changing' : 'instruction.change')}
          </button>
        </div>
      </form>
    </Modal>
  );
}

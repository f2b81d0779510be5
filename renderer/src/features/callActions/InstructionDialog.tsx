import { useRef, useState } from 'react';
import type { CallId } from '#model/call';
import { MAX_INSTRUCTION_CHARS } from '#model/limits';
import { t } from '../../i18n/i18n';
import { sendCommand, useFailure, usePending } from '../../state/callRequests';
import { closeDialog } from '../../state/uiStore';
import { FormDialog } from '../../ui/dialogs/FormDialog';
import { AreaField } from '../../ui/fields/AreaField';
import { useControls } from './useControls';

/** Replaces the AI's instruction for the rest of this call. */
export function InstructionDialog({ callId }: { readonly callId: CallId }) {
  const controls = useControls(callId);
  const pending = usePending(callId, 'changeInstruction');
  const failure = useFailure(callId);
  const [text, setText] = useState('');
  const fieldRef = useRef<HTMLTextAreaElement>(null);
  const reason = controls?.reason('changeInstruction') ?? t('actions.over');
  const change = async (): Promise<void> => {
    if (await sendCommand(callId, { kind: 'changeInstruction', text: text.trim() })) {
      closeDialog();
    }
  };
  return (
    <FormDialog
      title={t('instruction.title')}
      description={t('instruction.body')}
      width={560}
      initialFocus={fieldRef}
      submitText={t(pending ? 'instruction.changing' : 'instruction.change')}
      canSubmit={reason === '' && text.trim() !== ''}
      pending={pending}
      error={reason === '' ? (failure ?? '') : reason}
      cancelText={t('instruction.keep')}
      onSubmit={() => void change()}
      onClose={closeDialog}
    >
      <AreaField
        ref={fieldRef}
        label={t('instruction.field')}
        className="h-48 resize-none"
        maxLength={MAX_INSTRUCTION_CHARS}
        value={text}
        onChange={setText}
      />
    </FormDialog>
  );
}

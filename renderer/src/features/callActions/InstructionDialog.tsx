import { useRef, useState } from 'react';
import type { CallId } from '#model/call';
import { MAX_INSTRUCTION_CHARS } from '#model/limits';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { sendCommand, useFailure, usePending } from '../../state/callRequests';
import { readInstruction, useInstruction } from '../../state/instruction';
import { closeDialog } from '../../state/uiStore';
import { FormDialog } from '../../ui/dialogs/FormDialog';
import { AreaField } from '../../ui/fields/AreaField';
import { InstructionChanges } from './InstructionChanges';
import { useControls } from './useControls';

/** Shows the AI's instruction in this call, and replaces it for the rest of the call. */
export function InstructionDialog({ callId }: { readonly callId: CallId }) {
  const controls = useControls(callId);
  const pending = usePending(callId, 'changeInstruction');
  const failure = useFailure(callId);
  const inForce = useInstruction(callId);
  /** Null: not edited. */
  const [edited, setEdited] = useState<string | null>(null);
  const fieldRef = useRef<HTMLTextAreaElement>(null);
  const reason = controls?.reason('changeInstruction') ?? t('actions.over');
  const before = inForce?.ok === true ? inForce.value.text : null;
  const problem = inForce?.ok === false ? inWords(inForce.error.phrase) : '';
  const text = (edited ?? before ?? '').trim();
  const change = async (): Promise<void> => {
    if (await sendCommand(callId, { kind: 'changeInstruction', text })) {
      void readInstruction(callId);
      closeDialog();
    }
  };
  return (
    <FormDialog
      title={t('instruction.title')}
      description={t('instruction.body')}
      width={640}
      initialFocus={fieldRef}
      submitText={t(pending ? 'instruction.changing' : 'instruction.change')}
      canSubmit={reason === '' && text !== '' && text !== before?.trim()}
      pending={pending}
      error={reason || (failure === null ? problem : inWords(failure))}
      cancelText={t('instruction.keep')}
      onSubmit={() => void change()}
      onClose={closeDialog}
    >
      <AreaField
        ref={fieldRef}
        label={t('instruction.field')}
        className="h-48 resize-none"
        maxLength={MAX_INSTRUCTION_CHARS}
        placeholder={inForce === null ? t('instruction.loading') : ''}
        value={edited ?? before ?? ''}
        onChange={setEdited}
      />
      {before !== null && <InstructionChanges before={before.trim()} after={text} />}
    </FormDialog>
  );
}

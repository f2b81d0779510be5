import { useRef, useState } from 'react';
import { t } from '../../i18n/i18n';
import { closeDialog } from '../../state/uiStore';
import { FormDialog } from '../../ui/dialogs/FormDialog';
import { TextField } from '../../ui/fields/TextField';
import { useAttempt } from '../../ui/messages/useAttempt';
import { deleteCaller } from './recordRequests';

/** A number without spaces, because people space numbers differently. */
const bare = (text: string): string => text.replaceAll(/\s/g, '');

/** Removes all that is kept of a caller, once the number was typed in: it cannot be undone. */
export function DeleteCallerDialog({ callerNumber }: { readonly callerNumber: string }) {
  const [typed, setTyped] = useState('');
  const [deleting, attempt] = useAttempt();
  const fieldRef = useRef<HTMLInputElement>(null);
  const pending = deleting.state === 'pending';
  const carryOut = async (): Promise<void> => {
    if (await attempt(() => deleteCaller(callerNumber))) {
      closeDialog();
    }
  };
  return (
    <FormDialog
      danger
      title={t('history.delete.title', { number: callerNumber })}
      description={t('history.delete.body')}
      width={460}
      initialFocus={fieldRef}
      submitText={t(pending ? 'history.delete.pending' : 'history.delete.confirm')}
      canSubmit={bare(typed) === bare(callerNumber)}
      pending={pending}
      error={deleting.state === 'failed' ? deleting.message : ''}
      cancelText={t('history.delete.keep')}
      onSubmit={() => void carryOut()}
      onClose={closeDialog}
    >
      <TextField
        ref={fieldRef}
        label={t('history.delete.type', { number: callerNumber })}
        value={typed}
        disabled={pending}
        onChange={setTyped}
      />
    </FormDialog>
  );
}

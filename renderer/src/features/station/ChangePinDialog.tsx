import { useRef, useState } from 'react';
import { MAX_PIN_CHARS, PIN } from '#model/operators';
import { request } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { closeDialog } from '../../state/uiStore';
import { FormDialog } from '../../ui/dialogs/FormDialog';
import { TextField, type TextFieldProps } from '../../ui/fields/TextField';
import { useAttempt } from '../../ui/messages/useAttempt';
import { tell } from '../../ui/toasts/toast';

function PinField(props: TextFieldProps) {
  return <TextField {...props} type="password" inputMode="numeric" maxLength={MAX_PIN_CHARS} />;
}

/** Whoever is signed in gives themselves another PIN. */
export function ChangePinDialog() {
  const [pin, setPin] = useState('');
  const [newPin, setNewPin] = useState('');
  const [repeated, setRepeated] = useState('');
  const [attempt, run] = useAttempt();
  const pinRef = useRef<HTMLInputElement>(null);
  const differs = repeated !== '' && !newPin.startsWith(repeated);
  const change = async (): Promise<void> => {
    const changed = await run(async () => {
      const answer = await request('station:changePin', { pin, newPin });
      return answer.ok ? null : answer.error.phrase;
    });
    if (changed) {
      closeDialog();
      tell(() => t('operators.pinChanged'), 'pin');
    }
  };
  return (
    <FormDialog
      title={t('operators.changePin')}
      description={t('operators.changePinBody')}
      width={400}
      initialFocus={pinRef}
      submitText={t(attempt.state === 'pending' ? 'operators.changingPin' : 'operators.changePin')}
      canSubmit={pin !== '' && PIN.test(newPin) && repeated === newPin}
      pending={attempt.state === 'pending'}
      error={attempt.state === 'failed' ? inWords(attempt.message) : ''}
      cancelText={t('operators.cancel')}
      onSubmit={() => void change()}
      onClose={closeDialog}
    >
      <PinField ref={pinRef} label={t('operators.oldPin')} value={pin} onChange={setPin} />
      <PinField
        label={t('operators.newPin')}
        hint={t('operators.newPinHint')}
        value={newPin}
        onChange={setNewPin}
      />
      <PinField
        label={t('operators.repeatPin')}
        value={repeated}
        error={differs ? t('operators.otherPin') : ''}
        onChange={setRepeated}
      />
    </FormDialog>
  );
}

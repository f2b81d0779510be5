import { useRef, useState } from 'react';
import { request } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { closeDialog } from '../../state/uiStore';
import { FormDialog } from '../../ui/dialogs/FormDialog';
import { useAttempt } from '../../ui/messages/useAttempt';
import { tell } from '../../ui/toasts/toast';
import { isTypedPin, NewPinFields, NO_PIN, PinField } from './NewPinFields';

/** Whoever is signed in gives themselves another PIN. */
export function ChangePinDialog() {
  const [pin, setPin] = useState('');
  const [typed, setTyped] = useState(NO_PIN);
  const [attempt, run] = useAttempt();
  const pinRef = useRef<HTMLInputElement>(null);
  const change = async (): Promise<void> => {
    const changed = await run(async () => {
      const answer = await request('station:changePin', { pin, newPin: typed.pin });
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
      canSubmit={pin !== '' && isTypedPin(typed)}
      pending={attempt.state === 'pending'}
      error={attempt.state === 'failed' ? inWords(attempt.message) : ''}
      cancelText={t('operators.cancel')}
      onSubmit={() => void change()}
      onClose={closeDialog}
    >
      <PinField ref={pinRef} label={t('operators.oldPin')} value={pin} onChange={setPin} />
      <NewPinFields hint={t('operators.newPinHint')} typed={typed} onChange={setTyped} />
    </FormDialog>
  );
}

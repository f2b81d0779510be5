import { useRef } from 'react';
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { numberOf } from '../../state/callNumber';
import { closeDialog } from '../../state/uiStore';
import { FormDialog } from '../../ui/dialogs/FormDialog';
import { takeOver } from '../commands';
import { attendedCall, confirmTakeOver, useOwnMicrophone } from '../headset';
import { useTestCallStore } from '../testCall';
import { MicrophoneFields, microphoneProblem } from './MicrophoneFields';
import { useControls } from './useControls';

/**
 * Asks before the supervisor speaks in a call: names their microphone, shows that it hears them,
 * and says what becomes of a call in which they speak already.
 */
export function TakeOverDialog({ callId }: { readonly callId: CallId }) {
  const controls = useControls(callId);
  const microphone = useOwnMicrophone(callId);
  const submitRef = useRef<HTMLButtonElement>(null);
  const other = attendedCall();
  const elsewhere = other !== null && other.id !== callId ? numberOf(other.id) : null;
  const testing = useTestCallStore(({ call }) => call !== null);
  const reason = controls?.reason('takeOver') ?? t('actions.over');
  const description =
    elsewhere === null
      ? t(testing ? 'headset.takeOverTesting' : 'headset.takeOverBody')
      : t('headset.takeOverElsewhere', { number: elsewhere });
  const go = (): void => {
    confirmTakeOver(callId);
    closeDialog();
    void takeOver(callId);
  };
  return (
    <FormDialog
      title={t('headset.takeOverTitle', { number: numberOf(callId) })}
      description={description}
      width={460}
      initialFocus={submitRef}
      submitRef={submitRef}
      submitText={t(elsewhere === null ? 'controls.takeOver' : 'headset.handBackAndTakeOver')}
      canSubmit={reason === '' && microphone.state !== 'failed'}
      pending={microphone.state === 'opening'}
      error={reason || microphoneProblem(microphone)}
      cancelText={t('headset.takeOverKeep')}
      onSubmit={go}
      onClose={closeDialog}
    >
      <MicrophoneFields microphone={microphone} />
    </FormDialog>
  );
}

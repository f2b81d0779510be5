import { useRef } from 'react';
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { closeDialog } from '../../state/uiStore';
import { FormDialog } from '../../ui/dialogs/FormDialog';
import { CheckField } from '../../ui/fields/CheckField';
import { comboText, numberOf, takeOver, useFirstKey } from '../commands';
import {
  attendedCall,
  chooseForHeadset,
  confirmTakeOver,
  LevelMeter,
  MicrophoneField,
  type MicrophoneTrial,
  useHeadsetChoices,
  useMicrophoneTrial,
} from '../headset';
import { useTestCallStore } from '../testCall';
import { useControls } from './useControls';

/** What is wrong with the microphone that is being tried; empty for nothing. */
function problemOf(trial: MicrophoneTrial): string {
  return trial.state === 'failed' ? t(`headset.problem.${trial.problem}`) : '';
}

/**
 * Asks before the supervisor speaks in a call: names their microphone, shows that it hears them,
 * and says what becomes of a call in which they speak already.
 */
export function TakeOverDialog({ callId }: { readonly callId: CallId }) {
  const controls = useControls(callId);
  const { microphone, talk } = useHeadsetChoices();
  const trial = useMicrophoneTrial(microphone);
  const submitRef = useRef<HTMLButtonElement>(null);
  const key = useFirstKey('headset.talk');
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
      canSubmit={reason === '' && trial.state !== 'failed'}
      pending={trial.state === 'opening'}
      error={reason || problemOf(trial)}
      cancelText={t('headset.takeOverKeep')}
      onSubmit={go}
      onClose={closeDialog}
    >
      <MicrophoneField />
      <LevelMeter
        text={
          trial.state === 'open'
            ? t('headset.trial', { device: trial.device })
            : t('headset.trialOpening')
        }
      />
      <CheckField
        label={t('headset.push')}
        hint={t('headset.pushHint', { key: key === null ? '–' : comboText(key) })}
        checked={talk === 'push'}
        onChange={(push) => {
          chooseForHeadset({ talk: push ? 'push' : 'open' });
        }}
      />
    </FormDialog>
  );
}

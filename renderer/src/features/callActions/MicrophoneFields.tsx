import { t } from '../../i18n/i18n';
import { CheckField } from '../../ui/fields/CheckField';
import { comboText, useFirstKey } from '../commands';
import {
  chooseForHeadset,
  LevelMeter,
  MicrophoneField,
  type OwnMicrophone,
  useHeadsetChoices,
} from '../headset';

function levelText(microphone: OwnMicrophone): string {
  switch (microphone.state) {
    case 'heard':
      return t('headset.live', { device: microphone.device });
    case 'open':
      return t('headset.trial', { device: microphone.device });
    case 'opening':
    case 'failed':
      return t('headset.trialOpening');
  }
}

/** What is wrong with the microphone; empty for nothing. */
export function microphoneProblem(microphone: OwnMicrophone): string {
  return microphone.state === 'failed' ? t(`headset.problem.${microphone.problem}`) : '';
}

/** Before the supervisor speaks: by which microphone, how loud, and whether all the time. */
export function MicrophoneFields({ microphone }: { readonly microphone: OwnMicrophone }) {
  const { talk } = useHeadsetChoices();
  const key = useFirstKey('headset.talk');
  return (
    <>
      <MicrophoneField />
      <LevelMeter text={levelText(microphone)} />
      <CheckField
        label={t('headset.push')}
        hint={t('headset.pushHint', { key: key === null ? '–' : comboText(key) })}
        checked={talk === 'push'}
        onChange={(push) => {
          chooseForHeadset({ talk: push ? 'push' : 'open' });
        }}
      />
    </>
  );
}

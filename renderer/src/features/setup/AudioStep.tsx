import { useState } from 'react';
import { t } from '../../i18n/i18n';
import { Button } from '../../ui/buttons/Button';
import { ErrorText } from '../../ui/messages/ErrorText';
import { DeviceFields, LevelMeter, useHeadsetChoices, useMicrophoneTrial } from '../headset';
import { playTone } from './testTone';

/** Shows that the chosen microphone hears, for as long as it is there. */
function MicrophoneTest() {
  const { microphone } = useHeadsetChoices();
  const trial = useMicrophoneTrial(microphone);
  switch (trial.state) {
    case 'opening':
      return null;
    case 'open':
      return <LevelMeter text={t('setup.audio.hears', { name: trial.device })} />;
    case 'failed':
      return <ErrorText>{t(`headset.problem.${trial.problem}`)}</ErrorText>;
  }
}

/** Microphone and speaker with which calls are heard and taken over, chosen and tried. */
export function AudioStep() {
  const [isTested, setTested] = useState(false);
  return (
    <div className="flex flex-col gap-4 py-3">
      <p className="text-muted">{t('setup.audio.body')}</p>
      <DeviceFields />
      <div className="flex min-h-8 items-center gap-3">
        <Button
          aria-pressed={isTested}
          onClick={() => {
            setTested(!isTested);
          }}
        >
          {t('setup.audio.microphone')}
        </Button>
        {isTested && <MicrophoneTest />}
      </div>
      <div className="flex items-center gap-3">
        <Button onClick={() => void playTone(useHeadsetChoices.getState())}>
          {t('setup.audio.tone')}
        </Button>
        <span className="text-muted">{t('setup.audio.toneHint')}</span>
      </div>
    </div>
  );
}

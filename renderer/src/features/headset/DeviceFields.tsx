import type { SoundDevice } from '../../audio/devices';
import { formatPercent } from '../../format/format';
import { t } from '../../i18n/i18n';
import { Field } from '../../ui/fields/Field';
import { SelectField } from '../../ui/fields/SelectField';
import { chooseForHeadset, useHeadsetChoices } from './headsetChoices';
import { useSoundDevices } from './useSoundDevices';

/** The choices: the system's device, those there are, and one that was chosen and is gone. */
function choicesOf(devices: readonly SoundDevice[], chosen: string) {
  const known = devices.map(({ id, name }) => ({ value: id, text: name }));
  const isGone = chosen !== '' && !devices.some(({ id }) => id === chosen);
  return [
    { value: '', text: t('headset.systemDevice') },
    ...known,
    ...(isGone ? [{ value: chosen, text: t('headset.deviceGone') }] : []),
  ];
}

/** Which microphone the supervisor speaks into. */
export function MicrophoneField() {
  const { microphone } = useHeadsetChoices();
  const { microphones } = useSoundDevices();
  return (
    <SelectField
      label={t('headset.microphone')}
      value={microphone}
      choices={choicesOf(microphones, microphone)}
      onChange={(chosen) => {
        chooseForHeadset({ microphone: chosen });
      }}
    />
  );
}

/** Where calls are heard, how loud, and by which microphone they are spoken to. */
export function DeviceFields() {
  const { speaker, volume } = useHeadsetChoices();
  const { speakers } = useSoundDevices();
  return (
    <div className="flex flex-col gap-3">
      <MicrophoneField />
      <SelectField
        label={t('headset.speaker')}
        value={speaker}
        choices={choicesOf(speakers, speaker)}
        onChange={(chosen) => {
          chooseForHeadset({ speaker: chosen });
        }}
      />
      <Field label={t('headset.volume')}>
        {(wiring) => (
          <span className="flex items-center gap-3">
            <input
              {...wiring}
              type="range"
              className="flex-1"
              min={0}
              max={1}
              step={0.05}
              value={volume}
              onChange={(event) => {
                chooseForHeadset({ volume: event.target.valueAsNumber });
              }}
            />
            <output htmlFor={wiring.id} className="w-10 text-right tabular-nums">
              {formatPercent(volume)}
            </output>
          </span>
        )}
      </Field>
    </div>
  );
}

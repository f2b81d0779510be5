/** Settings of the audio itself. */
import { choiceSetting, numberSetting, settingsGroup } from '../kinds';

export const AUDIO_SETTINGS = settingsGroup('audio', {
  AUDIO_FORMAT: choiceSetting({
    choices: ['slin16', 'slin', 'ulaw', 'alaw'],
    default: 'slin16',
  }),
  AUDIO_SAMPLE_RATE: numberSetting({
    unit: 'unit.hertz',
    default: 16_000,
    min: 8_000,
    max: 16_000,
    step: 8_000,
  }),
  AUDIO_CHUNK_SIZE: numberSetting({
    unit: 'unit.samples',
    default: 320,
    min: 320,
    max: 3_200,
    step: 320,
  }),
  AUDIO_BUFFER_SIZE: numberSetting({
    unit: 'unit.samples',
    default: 32_000,
    min: 320,
    max: 160_000,
    step: 1,
  }),
});

/** Settings of the audio itself. */
import type { SettingDefinition } from './settingKinds';
import { choiceSetting, fixedNumberSetting, numberSetting } from './settingKinds';

const AUDIO = 'Audio';

/** The definitions by name. */
export const AUDIO_SETTINGS = {
  AUDIO_FORMAT: choiceSetting({
    group: AUDIO,
    description:
      'Audio between Asterisk and Cordboard: 16-bit linear at 16 kHz, as Gemini takes it.',
    choices: ['slin16'],
    default: 'slin16',
  }),
  AUDIO_SAMPLE_RATE: fixedNumberSetting({
    group: AUDIO,
    description: 'Sample rate of that audio. It follows from AUDIO_FORMAT.',
    unit: 'Hz',
    value: 16_000,
  }),
  AUDIO_CHUNK_SIZE: numberSetting({
    group: AUDIO,
    description:
      'Caller audio sent to Gemini at once; 320 samples are 20 ms. More saves messages and costs as much delay.',
    unit: 'samples',
    default: 320,
    min: 320,
    max: 3_200,
    step: 320,
  }),
  AUDIO_BUFFER_SIZE: numberSetting({
    group: AUDIO,
    description:
      'Newest caller audio kept while Gemini connects or reconnects; 32000 samples are 2 s. Too little loses first words.',
    unit: 'samples',
    default: 32_000,
    min: 320,
    max: 160_000,
    step: 1,
  }),
} satisfies Record<string, SettingDefinition<string | number | boolean>>;

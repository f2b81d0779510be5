/** Settings of the audio itself. */
import { choiceSetting, numberSetting, settingsGroup } from '../kinds';

export const AUDIO_SETTINGS = settingsGroup('Audio', {
  AUDIO_FORMAT: choiceSetting({
    description:
      'Audio between Asterisk and Cordboard. slin16: 16-bit linear at 16 kHz, as Gemini takes it, and the only one of the WebSocket transports. slin: the same at 8 kHz, for rtp and audiosocket. ulaw, alaw: G.711, for rtp. Where a transport cannot have it, the nearest one is used and the log says so.',
    choices: ['slin16', 'slin', 'ulaw', 'alaw'],
    default: 'slin16',
  }),
  AUDIO_SAMPLE_RATE: numberSetting({
    description:
      'Sample rate of that audio. It follows from AUDIO_FORMAT; 8000 makes slin of slin16, and the formats of 8 kHz stay as they are.',
    unit: 'Hz',
    default: 16_000,
    min: 8_000,
    max: 16_000,
    step: 8_000,
  }),
  AUDIO_CHUNK_SIZE: numberSetting({
    description:
      'Caller audio sent to Gemini at once; 320 samples are 20 ms. More saves messages and costs as much delay.',
    unit: 'samples',
    default: 320,
    min: 320,
    max: 3_200,
    step: 320,
  }),
  AUDIO_BUFFER_SIZE: numberSetting({
    description:
      'Newest caller audio kept while Gemini connects or reconnects; 32000 samples are 2 s. Too little loses first words.',
    unit: 'samples',
    default: 32_000,
    min: 320,
    max: 160_000,
    step: 1,
  }),
});

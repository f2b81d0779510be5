/** Settings of the audio itself. */
import { choiceSetting, numberSetting, settingsGroup } from '../kinds';

export const AUDIO_SETTINGS = settingsGroup('Audio', {
  AUDIO_FORMAT: choiceSetting({
    description:
      'Audio format between Asterisk and Cordboard. slin16: 16-bit linear PCM at 16 kHz, as Gemini needs it; the WebSocket transports support only this. slin: the same at 8 kHz, for rtp and audiosocket. ulaw, alaw: G.711 at 8 kHz, for rtp. If a transport does not support the format, the nearest one is used and the log says so.',
    choices: ['slin16', 'slin', 'ulaw', 'alaw'],
    default: 'slin16',
  }),
  AUDIO_SAMPLE_RATE: numberSetting({
    description:
      'Sample rate of AUDIO_FORMAT. With 8000, slin16 becomes slin. The 8 kHz formats ignore this setting.',
    unit: 'Hz',
    default: 16_000,
    min: 8_000,
    max: 16_000,
    step: 8_000,
  }),
  AUDIO_CHUNK_SIZE: numberSetting({
    description:
      'Least size of one piece of caller audio sent to Gemini; 320 samples are 20 ms. Larger pieces mean fewer messages, but add their length as delay. Silence that lasts for more than a second goes out in pieces of at least 100 ms, and with more than 30 agents at work all audio in pieces of at least 40 ms, with more than 120 of 100 ms; the beginning of speech does not wait for that.',
    unit: 'samples',
    default: 320,
    min: 320,
    max: 3_200,
    step: 320,
  }),
  AUDIO_BUFFER_SIZE: numberSetting({
    description:
      'How much of the newest caller audio is kept while Gemini connects or reconnects; 32000 samples are 2 s. If it is too short, first words are lost.',
    unit: 'samples',
    default: 32_000,
    min: 320,
    max: 160_000,
    step: 1,
  }),
});

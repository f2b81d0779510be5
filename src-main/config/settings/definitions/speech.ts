/** Settings of speech, turns and barge-in. */
import { BARGE_IN_MODES } from '#model/call';
import { phrase } from '#model/phrases/phrase';
import { NAME } from '../forms';
import {
  booleanSetting,
  choiceSetting,
  durationSetting,
  numberSetting,
  settingsGroup,
  textSetting,
} from '../kinds';

export const SPEECH_SETTINGS = settingsGroup('speech', {
  ENDPOINTING: choiceSetting({
    choices: ['service', 'local'],
    default: 'service',
    live: true,
  }),
  GEMINI_START_SENSITIVITY: choiceSetting({
    choices: ['default', 'high', 'low'],
    default: 'default',
    live: true,
  }),
  GEMINI_END_SENSITIVITY: choiceSetting({
    choices: ['default', 'high', 'low'],
    default: 'default',
    live: true,
  }),
  GEMINI_PREFIX_PADDING: durationSetting({
    unit: 'seconds',
    default: 0,
    min: 0,
    max: 2,
    live: true,
  }),
  GEMINI_SILENCE_DURATION: durationSetting({
    unit: 'seconds',
    default: 0,
    min: 0,
    max: 5,
    live: true,
  }),
  GEMINI_TURN_COVERAGE: choiceSetting({
    choices: ['default', 'activity', 'all'],
    default: 'default',
    live: true,
  }),
  VAD_ENGINE: textSetting({
    form: { ...NAME, words: phrase('form.vad-engine') },
    default: 'silero',
  }),
  VAD_SILERO_THRESHOLD: numberSetting({
    default: 0.5,
    min: 0.2,
    max: 0.95,
    live: true,
  }),
  VAD_ADAPTIVE_NOISE_FLOOR: booleanSetting({
    default: true,
    live: true,
  }),
  VAD_ENERGY_THRESHOLD: numberSetting({
    unit: 'unit.rms',
    default: 300,
    min: 1,
    max: 32_767,
    live: true,
  }),
  VAD_SILENCE_THRESHOLD: durationSetting({
    unit: 'seconds',
    default: 0.5,
    min: 0.1,
    max: 5,
    live: true,
  }),
  VAD_SPEECH_THRESHOLD: durationSetting({
    unit: 'seconds',
    default: 0.1,
    min: 0.02,
    max: 2,
    live: true,
  }),
  ENABLE_INTERRUPTION_HANDLING: booleanSetting({
    default: true,
    live: true,
  }),
  BARGE_IN_MODE: choiceSetting({
    choices: BARGE_IN_MODES,
    default: 'immediate',
    live: true,
  }),
  BARGE_IN_CONFIRM: durationSetting({
    unit: 'ms',
    default: 600,
    min: 100,
    max: 3_000,
    live: true,
  }),
});

/** Settings of speech, turns and interruption. */
import { NAME } from '../forms';
import {
  booleanSetting,
  choiceSetting,
  durationSetting,
  numberSetting,
  settingsGroup,
  textSetting,
} from '../kinds';

export const SPEECH_SETTINGS = settingsGroup('Speech and interruption', {
  ENDPOINTING: choiceSetting({
    description:
      'Who finds out when the caller begins and ends to speak, in new calls. service: Gemini, by the settings after this one. local: the voice detection here (VAD_...); Gemini then hears only speech.',
    choices: ['service', 'local'],
    default: 'service',
    live: true,
  }),
  GEMINI_START_SENSITIVITY: choiceSetting({
    description:
      'How easily Gemini takes a sound for the beginning of speech (ENDPOINTING=service). default: as Gemini has it.',
    choices: ['default', 'high', 'low'],
    default: 'default',
    live: true,
  }),
  GEMINI_END_SENSITIVITY: choiceSetting({
    description:
      'How easily Gemini takes a silence for the end of speech (ENDPOINTING=service). default: as Gemini has it.',
    choices: ['default', 'high', 'low'],
    default: 'default',
    live: true,
  }),
  GEMINI_PREFIX_PADDING: durationSetting({
    description:
      'Speech that Gemini needs before its beginning counts (ENDPOINTING=service). 0: as Gemini has it.',
    unit: 'seconds',
    default: 0,
    min: 0,
    max: 2,
    live: true,
  }),
  GEMINI_SILENCE_DURATION: durationSetting({
    description:
      'Silence that Gemini needs before the end of speech counts (ENDPOINTING=service). Shorter is quicker and cuts callers who think while they speak. 0: as Gemini has it.',
    unit: 'seconds',
    default: 0,
    min: 0,
    max: 5,
    live: true,
  }),
  GEMINI_TURN_COVERAGE: choiceSetting({
    description:
      "What of the caller's audio belongs to his turn. activity: his speech. all: the silence and noise between, too. default: as Gemini has it.",
    choices: ['default', 'activity', 'all'],
    default: 'default',
    live: true,
  }),
  VAD_ENGINE: textSetting({
    description:
      'What finds the speech of the caller. silero: a small neural network that tells speech from noise, on this machine. energy: loudness alone; also what is used where the network does not run. A plugin may bring others (see PLUGINS).',
    form: { ...NAME, words: 'silero, energy, or the name of an engine of a plugin' },
    default: 'silero',
  }),
  VAD_SILERO_THRESHOLD: numberSetting({
    description:
      'Probability from which on a sound counts as speech (VAD_ENGINE=silero). Higher where other voices are in the background.',
    default: 0.5,
    min: 0.2,
    max: 0.95,
    live: true,
  }),
  VAD_ADAPTIVE_NOISE_FLOOR: booleanSetting({
    description:
      'VAD_ENERGY_THRESHOLD rises with the noise of the line, so that steady noise does not count as speech (VAD_ENGINE=energy).',
    default: true,
    live: true,
  }),
  VAD_ENERGY_THRESHOLD: numberSetting({
    description:
      'Loudness (RMS of 16-bit samples) from which on the caller counts as speaking (VAD_ENGINE=energy).',
    unit: 'RMS',
    default: 300,
    min: 1,
    max: 32_767,
    live: true,
  }),
  VAD_SILENCE_THRESHOLD: durationSetting({
    description: 'Silence after which the caller counts as having finished.',
    unit: 'seconds',
    default: 0.5,
    min: 0.1,
    max: 5,
    live: true,
  }),
  VAD_SPEECH_THRESHOLD: durationSetting({
    description: 'Speech after which the caller counts as speaking.',
    unit: 'seconds',
    default: 0.1,
    min: 0.02,
    max: 2,
    live: true,
  }),
  ENABLE_INTERRUPTION_HANDLING: booleanSetting({
    description:
      'The caller can interrupt the agent by speaking, in the way BARGE_IN_MODE says; false is BARGE_IN_MODE=off. Gemini itself follows a change from its next connection on.',
    default: true,
    live: true,
  }),
  BARGE_IN_MODE: choiceSetting({
    description:
      'What happens when the caller speaks while the agent does. immediate: the agent is cut off. confirm: the agent pauses; it is cut off when the speech goes on, and continues after a cough or a short "mm-hm". off: the agent goes on.',
    choices: ['immediate', 'confirm', 'off'],
    default: 'immediate',
    live: true,
  }),
  BARGE_IN_CONFIRM: durationSetting({
    description:
      'With BARGE_IN_MODE=confirm: speech that lasts this long interrupts the agent. What is shorter is taken for a cough or an "mm-hm", and the agent does not learn of it.',
    unit: 'ms',
    default: 600,
    min: 100,
    max: 3_000,
    live: true,
  }),
});

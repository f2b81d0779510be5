/** Settings of speech, turns and barge-in. */
import { BARGE_IN_MODES } from '#model/call';
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
      'What decides in new calls when the caller begins and stops speaking. service: Gemini, by the settings that follow. local: the voice detection of Cordboard (VAD_...); Gemini then gets only speech.',
    choices: ['service', 'local'],
    default: 'service',
    live: true,
  }),
  GEMINI_START_SENSITIVITY: choiceSetting({
    description:
      'How easily Gemini takes a sound for the beginning of speech (ENDPOINTING=service). default: as Gemini decides.',
    choices: ['default', 'high', 'low'],
    default: 'default',
    live: true,
  }),
  GEMINI_END_SENSITIVITY: choiceSetting({
    description:
      'How easily Gemini takes a silence for the end of speech (ENDPOINTING=service). default: as Gemini decides.',
    choices: ['default', 'high', 'low'],
    default: 'default',
    live: true,
  }),
  GEMINI_PREFIX_PADDING: durationSetting({
    description:
      'How much speech Gemini needs to accept its beginning (ENDPOINTING=service). 0: as Gemini decides.',
    unit: 'seconds',
    default: 0,
    min: 0,
    max: 2,
    live: true,
  }),
  GEMINI_SILENCE_DURATION: durationSetting({
    description:
      'How much silence Gemini needs to accept the end of speech (ENDPOINTING=service). A shorter time gives quicker answers, but cuts off callers who pause to think. 0: as Gemini decides.',
    unit: 'seconds',
    default: 0,
    min: 0,
    max: 5,
    live: true,
  }),
  GEMINI_TURN_COVERAGE: choiceSetting({
    description:
      "Which of the caller's audio belongs to their turn. activity: only their speech. all: also silence and noise. default: as Gemini decides.",
    choices: ['default', 'activity', 'all'],
    default: 'default',
    live: true,
  }),
  VAD_ENGINE: textSetting({
    description:
      'What detects the speech of the caller. silero: a small neural network on this machine that tells speech from noise. energy: loudness alone; it also replaces silero if the network cannot run. A plugin may add others (see PLUGINS).',
    form: { ...NAME, words: 'silero, energy, or the name of an engine of a plugin' },
    default: 'silero',
  }),
  VAD_SILERO_THRESHOLD: numberSetting({
    description:
      'Lowest probability at which a sound counts as speech (VAD_ENGINE=silero). Raise it if there are voices in the background.',
    default: 0.5,
    min: 0.2,
    max: 0.95,
    live: true,
  }),
  VAD_ADAPTIVE_NOISE_FLOOR: booleanSetting({
    description:
      'Raises VAD_ENERGY_THRESHOLD with the noise of the line, so that steady noise does not count as speech (VAD_ENGINE=energy).',
    default: true,
    live: true,
  }),
  VAD_ENERGY_THRESHOLD: numberSetting({
    description:
      'Lowest loudness (RMS of 16-bit samples) at which the caller counts as speaking (VAD_ENGINE=energy).',
    unit: 'RMS',
    default: 300,
    min: 1,
    max: 32_767,
    live: true,
  }),
  VAD_SILENCE_THRESHOLD: durationSetting({
    description: 'Length of silence after which the caller counts as finished.',
    unit: 'seconds',
    default: 0.5,
    min: 0.1,
    max: 5,
    live: true,
  }),
  VAD_SPEECH_THRESHOLD: durationSetting({
    description: 'Length of speech after which the caller counts as speaking.',
    unit: 'seconds',
    default: 0.1,
    min: 0.02,
    max: 2,
    live: true,
  }),
  ENABLE_INTERRUPTION_HANDLING: booleanSetting({
    description:
      'Lets the caller interrupt the agent by speaking, as BARGE_IN_MODE says; false means BARGE_IN_MODE=off. Gemini itself follows a change from its next connection.',
    default: true,
    live: true,
  }),
  BARGE_IN_MODE: choiceSetting({
    description:
      'What happens when the caller speaks while the agent does. immediate: the agent is cut off. confirm: the agent pauses; it is cut off if the speech goes on, and continues after a cough or a short "mm-hm". off: the agent goes on.',
    choices: BARGE_IN_MODES,
    default: 'immediate',
    live: true,
  }),
  BARGE_IN_CONFIRM: durationSetting({
    description:
      'With BARGE_IN_MODE=confirm: speech of this length interrupts the agent. A shorter sound counts as a cough or an "mm-hm", and the agent does not hear it.',
    unit: 'ms',
    default: 600,
    min: 100,
    max: 3_000,
    live: true,
  }),
});

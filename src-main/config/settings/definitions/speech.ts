/** Settings of speech, turns and interruption. */
import {
  booleanSetting,
  choiceSetting,
  numberSetting,
  type SettingDefinition,
  textSetting,
} from '../kinds';
import { nameSchema } from '../schemas';
import { WATCHDOG_SETTINGS } from './watchdogs';

const TALK = 'Speech and interruption';

/** The definitions by name. */
export const TURN_SETTINGS = {
  VAD_ENGINE: textSetting({
    group: TALK,
    description:
      'What finds the speech of the caller. silero: a small neural network that tells speech from noise, on this machine. energy: loudness alone; also what is used where the network does not run. A plugin may bring others (see PLUGINS).',
    range: 'silero, energy, or the name of an engine of a plugin',
    default: 'silero',
    schema: nameSchema,
  }),
  VAD_SILERO_THRESHOLD: numberSetting({
    group: TALK,
    description:
      'Probability from which on a sound counts as speech (VAD_ENGINE=silero). Higher where other voices are in the background.',
    unit: '',
    default: 0.5,
    min: 0.2,
    max: 0.95,
    live: true,
  }),
  VAD_ADAPTIVE_NOISE_FLOOR: booleanSetting({
    group: TALK,
    description:
      'VAD_ENERGY_THRESHOLD rises with the noise of the line, so that steady noise does not count as speech (VAD_ENGINE=energy).',
    default: true,
    live: true,
  }),
  VAD_ENERGY_THRESHOLD: numberSetting({
    group: TALK,
    description:
      'Loudness (RMS of 16-bit samples) from which on the caller counts as speaking (VAD_ENGINE=energy).',
    unit: 'RMS',
    default: 300,
    min: 1,
    max: 32_767,
    live: true,
  }),
  VAD_SILENCE_THRESHOLD: numberSetting({
    group: TALK,
    description: 'Silence after which the caller counts as having finished.',
    unit: 'seconds',
    default: 0.5,
    min: 0.1,
    max: 5,
    live: true,
  }),
  VAD_SPEECH_THRESHOLD: numberSetting({
    group: TALK,
    description: 'Speech after which the caller counts as speaking.',
    unit: 'seconds',
    default: 0.1,
    min: 0.02,
    max: 2,
    live: true,
  }),
  ENABLE_INTERRUPTION_HANDLING: booleanSetting({
    group: TALK,
    description:
      'The caller can interrupt the agent by speaking, in the way BARGE_IN_MODE says; false is BARGE_IN_MODE=off. Gemini itself follows a change from its next connection on.',
    default: true,
    live: true,
  }),
  BARGE_IN_MODE: choiceSetting({
    group: TALK,
    description:
      'What happens when the caller speaks while the agent does. immediate: the agent is cut off. confirm: the agent pauses; it is cut off when the speech goes on, and continues after a cough or a short "mm-hm". off: the agent goes on.',
    choices: ['immediate', 'confirm', 'off'],
    default: 'immediate',
    live: true,
  }),
  BARGE_IN_CONFIRM: numberSetting({
    group: TALK,
    description:
      'With BARGE_IN_MODE=confirm: speech that lasts this long interrupts the agent. What is shorter is taken for a cough or an "mm-hm", and the agent does not learn of it.',
    unit: 'ms',
    default: 600,
    min: 100,
    max: 3_000,
    live: true,
  }),
  ...WATCHDOG_SETTINGS,
} satisfies Record<string, SettingDefinition<string | number | boolean>>;

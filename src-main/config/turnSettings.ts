/** Settings of speech, turns and interruption. */
import type { SettingDefinition } from './settingKinds';
import { booleanSetting, numberSetting } from './settingKinds';

const TALK = 'Speech and interruption';

/** The definitions by name. */
export const TURN_SETTINGS = {
  VAD_ENERGY_THRESHOLD: numberSetting({
    group: TALK,
    description: 'Loudness (RMS of 16-bit samples) from which on the caller counts as speaking.',
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
      'The caller can interrupt the agent by speaking. Gemini itself follows a change from its next connection on.',
    default: true,
    live: true,
  }),
} satisfies Record<string, SettingDefinition<string | number | boolean>>;

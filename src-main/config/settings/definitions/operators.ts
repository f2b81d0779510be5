/** Settings of the people at the window, and of the window on their desktop. */
import { booleanSetting, choiceSetting, durationSetting, settingsGroup } from '../kinds';

/** When a window that is closed goes on in the tray. */
const TRAY_CHOICES = ['never', 'calls', 'always'] as const;

export const OPERATOR_SETTINGS = settingsGroup('operators', {
  AUTO_LOCK_TIMEOUT: durationSetting({
    unit: 'seconds',
    default: 600,
    min: 30,
    max: 86_400,
    orZero: true,
    live: true,
  }),
  VIEWERS_MAY_LISTEN: booleanSetting({
    default: false,
    live: true,
  }),
  VIEWERS_SEE_NUMBERS: booleanSetting({
    default: true,
    live: true,
  }),
  KEEP_IN_TRAY: choiceSetting({
    choices: TRAY_CHOICES,
    default: 'calls',
    live: true,
  }),
  START_AT_LOGIN: booleanSetting({
    default: false,
    live: true,
  }),
});

/** Settings of the people at the window, and of the window on their desktop. */
import { booleanSetting, choiceSetting, durationSetting, settingsGroup } from '../kinds';

/** When a window that is closed goes on in the tray. */
const TRAY_CHOICES = ['never', 'calls', 'always'] as const;

export const OPERATOR_SETTINGS = settingsGroup('Operators and window', {
  AUTO_LOCK_TIMEOUT: durationSetting({
    description:
      'The window locks when nobody touched it for this long: numbers, names and words are hidden, the headset is closed, and the calls go on. It never locks under somebody who speaks on a call. Works once there are operators with a PIN. 0: never.',
    unit: 'seconds',
    default: 600,
    min: 30,
    max: 86_400,
    orZero: true,
    live: true,
  }),
  VIEWERS_MAY_LISTEN: booleanSetting({
    description: 'Operators with the role viewer may listen to calls and recordings.',
    default: false,
    live: true,
  }),
  VIEWERS_SEE_NUMBERS: booleanSetting({
    description:
      'Operators with the role viewer see whole telephone numbers. If not, they see the last digits.',
    default: true,
    live: true,
  }),
  KEEP_IN_TRAY: choiceSetting({
    description:
      'When closing the last window leaves Cordboard running in the tray: never, while calls are live, or always. Where the desktop has no tray, Cordboard asks before it quits with live calls.',
    choices: TRAY_CHOICES,
    default: 'calls',
    live: true,
  }),
  START_AT_LOGIN: booleanSetting({
    description: 'Starts Cordboard when the user of this computer logs in.',
    default: false,
    live: true,
  }),
});

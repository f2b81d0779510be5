/** Settings of the window on its desktop. */
import { LANGUAGE_CHOICES } from '#model/language';
import { booleanSetting, choiceSetting, settingsGroup } from '../kinds';

/** When a window that is closed goes on in the tray. */
const TRAY_CHOICES = ['never', 'calls', 'always'] as const;

export const WINDOW_SETTINGS = settingsGroup('window', {
  WINDOW_LANGUAGE: choiceSetting({
    choices: LANGUAGE_CHOICES,
    default: 'system',
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

/** Settings of the people at the window. */
import { booleanSetting, durationSetting, settingsGroup } from '../kinds';

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
});

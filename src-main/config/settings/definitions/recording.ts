import { booleanSetting, numberSetting, settingsGroup, sizeSetting } from '../kinds';

export const RECORDING_SETTINGS = settingsGroup('recording', {
  ENABLE_CALL_RECORDING: booleanSetting({
    default: false,
    live: true,
  }),
  CATCH_UP_LISTENING: booleanSetting({
    default: true,
    live: true,
  }),
  RECORDING_RETENTION_DAYS: numberSetting({
    unit: 'unit.days',
    default: 0,
    min: 0,
    max: 36_500,
    step: 1,
    live: true,
  }),
  RECORDING_MAX_SIZE: sizeSetting({
    default: 1_000,
    min: 1,
    max: 4_000,
    step: 1,
    live: true,
  }),
  RECORDING_MIN_FREE_DISK: sizeSetting({
    default: 1_000,
    min: 0,
    max: 10_000_000,
    step: 1,
    live: true,
  }),
});

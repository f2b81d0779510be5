/** Settings of call recording. */
import { booleanSetting, numberSetting, settingsGroup, sizeSetting } from '../kinds';

export const RECORDING_SETTINGS = settingsGroup('Recording', {
  ENABLE_CALL_RECORDING: booleanSetting({
    description: 'Records new calls. Ask for consent where the law wants it.',
    default: false,
    live: true,
  }),
  RECORDING_RETENTION_DAYS: numberSetting({
    description:
      'Recordings older than this are deleted; the record of the call stays. 0 keeps them as long as the call.',
    unit: 'days',
    default: 0,
    min: 0,
    max: 36_500,
    step: 1,
    live: true,
  }),
  RECORDING_MAX_SIZE: sizeSetting({
    description:
      'Largest recording of one call; an hour takes 230 MB. What comes after it is not recorded.',
    default: 1_000,
    min: 1,
    max: 4_000,
    step: 1,
    live: true,
  }),
  RECORDING_MIN_FREE_DISK: sizeSetting({
    description:
      'Free disk space below which nothing is recorded any more, so that the history can still be written.',
    default: 1_000,
    min: 0,
    max: 10_000_000,
    step: 1,
    live: true,
  }),
});

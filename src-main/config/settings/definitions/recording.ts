import { booleanSetting, numberSetting, settingsGroup, sizeSetting } from '../kinds';

export const RECORDING_SETTINGS = settingsGroup('Recording', {
  ENABLE_CALL_RECORDING: booleanSetting({
    description: 'Records new calls. Ask callers for consent where the law requires it.',
    default: false,
    live: true,
  }),
  CATCH_UP_LISTENING: booleanSetting({
    description:
      'Keeps the last minute of each call in memory (1 MB a call), so that a supervisor can listen from before an alert. Nothing is kept while the recording is paused, and nothing after the call. Counts for new calls.',
    default: true,
    live: true,
  }),
  RECORDING_RETENTION_DAYS: numberSetting({
    description:
      'Older recordings are deleted; the record of the call stays. 0 keeps recordings as long as the record.',
    unit: 'days',
    default: 0,
    min: 0,
    max: 36_500,
    step: 1,
    live: true,
  }),
  RECORDING_MAX_SIZE: sizeSetting({
    description: 'Largest size of one recording, at which it stops; an hour takes 230 MB.',
    default: 1_000,
    min: 1,
    max: 4_000,
    step: 1,
    live: true,
  }),
  RECORDING_MIN_FREE_DISK: sizeSetting({
    description:
      'With less free disk space than this, recording stops, so that the history can still be written.',
    default: 1_000,
    min: 0,
    max: 10_000_000,
    step: 1,
    live: true,
  }),
});

export const RECORDING_TEXTS = {
  ENABLE_CALL_RECORDING: {
    label: 'Record calls',
    description: 'Records new calls. Ask callers for consent where the law requires it.',
  },
  CATCH_UP_LISTENING: {
    label: 'Listen from before',
    description:
      'Keeps the last minute of each call in memory (1 MB a call), so that a supervisor can listen from before an alert. Nothing is kept while the recording is paused, and nothing after the call. Counts for new calls.',
  },
  RECORDING_RETENTION_DAYS: {
    label: 'Days of recordings',
    description:
      'Older recordings are deleted; the record of the call stays. 0 keeps recordings as long as the record.',
  },
  RECORDING_MAX_SIZE: {
    label: 'Largest recording',
    description: 'Largest size of one recording, at which it stops; an hour takes 230 MB.',
  },
  RECORDING_MIN_FREE_DISK: {
    label: 'Free disk space that stays',
    description:
      'With less free disk space than this, recording stops, so that the history can still be written.',
  },
} as const;

export const PROGRAM_TEXTS = {
  DEMO_MODE: {
    label: 'Demo mode',
    description:
      'Simulated callers and a simulated agent, although Asterisk or Gemini is set up. Without either of them Cordboard runs so by itself.',
  },
  LOG_LEVEL: {
    label: 'Log level',
    description: 'Lowest level that is logged. DEBUG also logs personal data.',
  },
  LOG_FILE: {
    label: 'Log file',
    description:
      'File to which the log is also written; a relative path begins at the data folder. Empty: none.',
  },
  LOG_MAX_SIZE: {
    label: 'Largest log file',
    description:
      'Size at which LOG_FILE is rotated: it is renamed to end in .1 (the earlier .1 becomes .2, and so on), and a new file begins.',
  },
  LOG_KEEP_FILES: {
    label: 'Old log files',
    description: 'Number of rotated log files that are kept; older ones are deleted.',
  },
  ENABLE_PERFORMANCE_LOGGING: {
    label: 'Log the delays',
    description:
      'Logs the delay of each answer and of each barge-in, and the figures of each call at its end.',
  },
  SECRETS_IN_FILE: {
    label: 'Secrets in a file',
    description:
      'Where the system has no key store, secrets that are entered in the window are kept in secrets-unprotected.json in the data folder. Only its owner can read that file, but so can whoever has the disk or a copy of it. Where there is a key store, secrets go there anyway.',
  },
  CORDBOARD_DATA_DIR: {
    label: 'Data folder',
    description:
      'Folder for everything the program stores. Can only be set in the environment or .env. Empty: the folder for the program data of the user.',
  },
  PLUGINS: {
    label: 'Plugins',
    description:
      'Plugins to run: paths of ES modules, separated by commas; a relative path begins at the data folder. Can only be set in the environment or .env, because a plugin is a program. See docs/plugins.md.',
  },
} as const;

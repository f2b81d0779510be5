export const WINDOW_TEXTS = {
  WINDOW_LANGUAGE: {
    label: 'Language',
    description:
      'The language of the window, its menus, notices and exports: English (en), German (de), or that of the desktop (system). The log and the HTTP API stay in English.',
  },
  KEEP_IN_TRAY: {
    label: 'Goes on in the tray',
    description:
      'When closing the last window leaves Cordboard running in the tray: never, while calls are live, or always. Where the desktop has no tray, Cordboard asks before it quits with live calls.',
  },
  START_AT_LOGIN: {
    label: 'Start with the computer',
    description: 'Starts Cordboard when the user of this computer logs in.',
  },
} as const;

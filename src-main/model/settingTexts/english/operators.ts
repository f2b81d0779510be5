export const OPERATORS_TEXTS = {
  AUTO_LOCK_TIMEOUT: {
    label: 'Time until the window locks',
    description:
      'The window locks when nobody touched it for this long: numbers, names and words are hidden, the headset is closed, and the calls go on. It never locks under somebody who speaks on a call. Works once there are operators with a PIN. 0: never.',
  },
  VIEWERS_MAY_LISTEN: {
    label: 'Viewers may listen',
    description: 'Operators with the role viewer may listen to calls and recordings.',
  },
  VIEWERS_SEE_NUMBERS: {
    label: 'Viewers see numbers',
    description:
      'Operators with the role viewer see whole telephone numbers. If not, they see the last digits.',
  },
} as const;

/** Words of the program as a whole. */
export const PROGRAM = {
  'program.alreadyRunning':
    'Another Cordboard{{process}} works in the data folder {{folder}}. End it, or give this one a folder of its own with CORDBOARD_DATA_DIR.',
  'program.noFolderLock':
    'The data folder {{folder}} cannot be locked ({{reason}}). See to it that no other Cordboard uses it.',
  'program.callsNotEnded': 'The calls could not be ended in order.',
} as const;

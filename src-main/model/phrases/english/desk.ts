/** Words of the desk. */
export const DESK = {
  'file.not-written': 'The file could not be written: {{why}}. Choose another place.',
} as const;

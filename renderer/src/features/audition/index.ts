/** Voices that are heard beside each other before one is chosen. */
export { AuditionDialog } from './AuditionDialog';

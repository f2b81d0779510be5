/** The end of the program. */
export { QuitDialog } from './QuitDialog';

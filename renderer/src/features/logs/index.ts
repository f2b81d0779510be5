/** The log of the program. */
export { LogDialog } from './LogDialog';

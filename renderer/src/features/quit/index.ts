/** The end of the program. */
export { CallOffRestart } from './CallOffRestart';
export { QuitDialog } from './QuitDialog';
export { restart } from './restart';

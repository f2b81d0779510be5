/** The end of the program. */
export { CallOffRestart } from './CallOffRestart';
export { QuitQuestion } from './QuitQuestion';
export { followQuit } from './quitStore';
export { restart } from './restart';

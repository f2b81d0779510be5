/** What is said in a call. */
export { showTurn } from './showTurn';
export { TranscriptView } from './TranscriptView';
export { TurnRow } from './TurnRow';

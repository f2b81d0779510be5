/** What is said in a call. */
export { TranscriptView } from './TranscriptView';
export { TurnRow } from './TurnRow';

/** The sound of a call as a picture. */
export { CallWaves } from './CallWaves';

/** The AI's voice in a call. */
export { VoiceControl } from './VoiceControl';

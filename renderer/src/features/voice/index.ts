/** The AI's voice in a call. */
export { changeVoice } from './changeVoice';
export { VoiceControl } from './VoiceControl';

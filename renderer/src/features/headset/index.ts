/** The supervisor's headset: one call at a time is heard by it, and spoken to. */
export {
  followCalls,
  listen,
  listenBack,
  listenInPassing,
  speak,
  stopListening,
  stopSpeaking,
} from './headset';
export { isOnCall, useHeadsetStore } from './headsetStore';
export { HeadsetStrip } from './HeadsetStrip';

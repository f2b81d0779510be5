/** The supervisor's headset: one call at a time is heard by it, and spoken to. */
export { DeviceFields, MicrophoneField } from './DeviceFields';
export {
  attendedCall,
  followCalls,
  listen,
  listenInPassing,
  speak,
  stopListening,
  stopSpeaking,
  talk,
} from './headset';
export { chooseForHeadset, TALK_MODES, useHeadsetChoices } from './headsetChoices';
export { HeadsetMark } from './HeadsetMark';
export {
  confirmTakeOver,
  dismissHeadsetProblem,
  type HeadsetProblem,
  type HeadsetState,
  isOnCall,
  isTalkByKey,
  useHeadsetStore,
} from './headsetStore';
export { HeadsetStrip } from './HeadsetStrip';
export { LevelMeter } from './LevelMeter';
export { ListeningControls } from './ListeningControls';
export { useMicrophoneLevel } from './microphoneLevel';
export { type MicrophoneTrial, useMicrophoneTrial } from './useMicrophoneTrial';
export { useSoundDevices } from './useSoundDevices';

/** The supervisor's headset: one call at a time is heard by it, and spoken to. */
export { ConnectButton } from './ConnectButton';
export { DeviceFields, MicrophoneField } from './DeviceFields';
export {
  attendedCall,
  followCalls,
  goLive,
  listenInPassing,
  moveEar,
  needsMicrophone,
  speak,
  stopListening,
  stopSpeaking,
  talk,
} from './headset';
export { chooseForHeadset, useHeadsetChoices } from './headsetChoices';
export { HeadsetMark } from './HeadsetMark';
export {
  confirmTakeOver,
  dismissHeadsetProblem,
  dismissUnheard,
  type HeadsetProblem,
  type HeadsetState,
  isOnCall,
  isTalkByKey,
  useHeadsetStore,
} from './headsetStore';
export { HeadsetStrip } from './HeadsetStrip';
export { LevelMeter } from './LevelMeter';
export { ListeningControls } from './ListeningControls';
export { secondsBehind, useListeningStore } from './listeningStore';
export { type MicrophoneTrial, useMicrophoneTrial } from './useMicrophoneTrial';

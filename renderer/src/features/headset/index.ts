/** The supervisor's headset: one call at a time is heard by it, and spoken to. */
export { ConnectButton } from './ConnectButton';
export { DeviceFields, MicrophoneField } from './DeviceFields';
export { EarMark, type OwnPart, ownPartText } from './EarMark';
export { followElsewhere, leaveElsewhere, useElsewhere, useElsewherePart } from './elsewhere';
export { followCalls } from './followCalls';
export {
  attendedCall,
  busyReason,
  goLive,
  listenInPassing,
  moveEar,
  needsMicrophone,
  stopListening,
} from './headset';
export { chooseForHeadset, useHeadsetChoices } from './headsetChoices';
export {
  confirmTakeOver,
  dismissHeadsetProblem,
  dismissUnheard,
  type HeadsetProblem,
  type HeadsetState,
  isOnCall,
  isSpeakingIn,
  isTalkByKey,
  useHeadsetStore,
} from './headsetStore';
export { HeadsetStrip } from './HeadsetStrip';
export { LevelMeter } from './LevelMeter';
export { ListeningControls } from './ListeningControls';
export { secondsBehind, useListeningStore } from './listeningStore';
export { speak, stopSpeaking, talk } from './microphone';
export { noteMicrophone, silenceMicrophone } from './microphoneLevel';
export { isOfDevice, problemText } from './problemText';
export { useMicrophoneTrial } from './useMicrophoneTrial';
export { type OwnMicrophone, useOwnMicrophone } from './useOwnMicrophone';

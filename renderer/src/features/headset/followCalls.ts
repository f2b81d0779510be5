import { onSoundDevices, soundDevices } from '../../audio/devices';
import { useCallsStore } from '../../state/callsStore';
import { needsMicrophone } from './headset';
import { type HeadsetChoices, useHeadsetChoices } from './headsetChoices';
import { useHeadsetStore } from './headsetStore';
import { changeMicrophone, stopSpeaking } from './microphone';
import { followMicrophones } from './microphoneOffer';
import { sessionNow } from './session';

/** Brings a changed choice into force on the open headset. */
async function takeChoices(now: HeadsetChoices, before: HeadsetChoices): Promise<void> {
  sessionNow()?.audio.setVolume(now.volume);
  if (now.speaker !== before.speaker) {
    await followSpeaker();
  }
  const { headset } = useHeadsetStore.getState();
  if (headset.name !== 'speaking') {
    return;
  }
  if (now.talk !== before.talk) {
    const heard = now.talk === 'open';
    useHeadsetStore.setState({ headset: { ...headset, mode: now.talk, heard } });
  }
  if (now.microphone !== before.microphone && now.microphone !== headset.deviceId) {
    await changeMicrophone(now.microphone);
  }
}

/**
 * Another speaker was chosen, or devices have come or gone. The browser goes on without a sound
 * when the speaker is gone, and does not return to it when it is back.
 */
async function followSpeaker(): Promise<void> {
  const mine = sessionNow();
  if (mine === null) {
    return;
  }
  const { speakers } = await soundDevices();
  const { speaker } = useHeadsetChoices.getState();
  const isThere = speaker === '' || speakers.some(({ id }) => id === speaker);
  const isHeard = isThere && (await mine.audio.setSpeaker(speaker));
  if (sessionNow() === mine) {
    useHeadsetStore.setState({ unheard: !isHeard });
  }
}

/**
 * Closes the microphone as soon as nobody is left to speak to, whoever ended that, brings choices
 * into force, and says when the speaker is gone or another microphone comes. The returned function
 * stops.
 */
export function followCalls(): () => void {
  const stopDevices = onSoundDevices(() => void followSpeaker());
  const stopMicrophones = followMicrophones();
  const stopChoices = useHeadsetChoices.subscribe((now, before) => void takeChoices(now, before));
  const stopCalls = useCallsStore.subscribe((now, before) => {
    const { headset } = useHeadsetStore.getState();
    if (headset.name !== 'speaking' || now.byId === before.byId) {
      return;
    }
    const { callId } = headset;
    if (needsMicrophone(before.byId[callId]) && !needsMicrophone(now.byId[callId])) {
      stopSpeaking();
    }
  });
  return () => {
    stopDevices();
    stopMicrophones();
    stopChoices();
    stopCalls();
  };
}

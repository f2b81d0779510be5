/** The microphone of the headset: the caller of the call it is on hears it. */
import type { CallId } from '#model/call';
import { soundDevices } from '../../audio/devices';
import type { MicrophoneHandlers, MicrophoneProblem } from '../../audio/headsetAudio';
import { listen } from './headset';
import { chooseForHeadset, useHeadsetChoices } from './headsetChoices';
import { reportProblem, useHeadsetStore } from './headsetStore';
import { noteMicrophone, silenceMicrophone } from './microphoneLevel';
import { type Session, sessionNow } from './session';
import { expectNoSound, expectSound } from './soundWatch';

const { getState: get, setState: set } = useHeadsetStore;

/** The microphone no longer reaches the call, which the headset still hears. */
function stayListening(callId: CallId): void {
  expectNoSound();
  silenceMicrophone();
  set({ headset: { name: 'listening', callId, since: Date.now() } });
}

/** What the microphone gives to a session. */
function handlersOf({ callId, line }: Session): MicrophoneHandlers {
  return {
    onFrame: (frame) => {
      expectSound(callId);
      noteMicrophone(frame);
      const { headset } = get();
      const isHeard = headset.name === 'speaking' && headset.heard;
      // A supervisor who sends nothing at all counts as gone, and their call is given back.
      line.send(isHeard ? frame : new ArrayBuffer(frame.byteLength));
    },
    onLost: () => {
      stayListening(callId);
      reportProblem(callId, 'lost');
    },
    onMuted: (muted) => {
      set({ problem: muted ? { callId, what: 'muted' } : null });
    },
  };
}

/**
 * Opens the microphone on a call, and the headset if it is not yet on it. One that is open there
 * stays so.
 * @returns whether the supervisor can speak.
 */
export async function speak(callId: CallId): Promise<boolean> {
  // Who speaks is no longer on a walk, which would go on while the microphone opens.
  set({ inPassing: false });
  const isHeadsetOn = await listen(callId);
  const mine = sessionNow();
  if (!isHeadsetOn || mine === null) {
    return false;
  }
  return get().headset.name === 'speaking' || (await openMicrophone(mine));
}

async function openMicrophone(mine: Session): Promise<boolean> {
  const { callId } = mine;
  const { microphone: deviceId, talk: mode } = useHeadsetChoices.getState();
  const opened = await mine.audio.openMicrophone(handlersOf(mine), deviceId);
  if (sessionNow() !== mine) {
    return false;
  }
  if (!opened.ok) {
    if (opened.problem !== null) {
      reportProblem(callId, opened.problem);
    }
    return false;
  }
  // From here on: while the system asks for permission, nothing comes.
  expectSound(callId);
  const [since, heard, device] = [Date.now(), mode === 'open', opened.label];
  set({
    headset: { name: 'speaking', callId, since, device, deviceId, mode, heard },
    problem: null,
  });
  return true;
}

/**
 * Puts another microphone in place of the one that is open. If it cannot be opened, the caller goes
 * on hearing the one before, and that is the chosen one again.
 */
export async function changeMicrophone(deviceId: string): Promise<void> {
  const mine = sessionNow();
  if (mine === null) {
    return;
  }
  const opened = await mine.audio.openMicrophone(handlersOf(mine), deviceId);
  const { headset } = get();
  if (sessionNow() !== mine || headset.name !== 'speaking') {
    return;
  }
  if (opened.ok) {
    expectSound(mine.callId);
    set({ headset: { ...headset, device: opened.label, deviceId }, problem: null });
  } else if (opened.problem !== null) {
    await keepMicrophone(deviceId, opened.problem);
  }
}

/** Says that a microphone took nobody's place. */
async function keepMicrophone(notTaken: string, why: MicrophoneProblem): Promise<void> {
  const { microphones } = await soundDevices();
  const { headset } = get();
  if (headset.name === 'speaking') {
    const name = microphones.find(({ id }) => id === notTaken)?.name ?? null;
    chooseForHeadset({ microphone: headset.deviceId });
    reportProblem(headset.callId, { notTaken: name, kept: headset.device, why });
  }
}

/** Closes the microphone; the headset goes on listening. */
export function stopSpeaking(): void {
  const { headset } = get();
  if (headset.name === 'speaking') {
    sessionNow()?.audio.closeMicrophone();
    stayListening(headset.callId);
  }
}

/** Lets the open microphone be heard, or not, while it is heard by key alone. */
export function talk(heard: boolean): void {
  const { headset } = get();
  if (headset.name === 'speaking' && headset.mode === 'push' && headset.heard !== heard) {
    set({ headset: { ...headset, heard } });
  }
}

/** What the controls do, for the tiles and for the keyboard alike. */
import type { Call, CallId } from '#model/call';
import { sendCommand } from '../../state/callRequests';
import { openDialog } from '../../state/uiStore';
import { isOnCall, listen, speak, stopListening, stopSpeaking, useHeadsetStore } from '../headset';

/**
 * Puts the headset on the call, or takes it off. While the supervisor speaks in it, it stays on.
 */
export function toggleListening(callId: CallId): void {
  const { headset } = useHeadsetStore.getState();
  if (headset.name === 'speaking' && headset.callId === callId) {
    return;
  }
  if (isOnCall(headset, callId)) {
    stopListening();
  } else {
    void listen(callId);
  }
}

/** Opens the microphone first: a caller must not be left with nobody. */
async function takeOver(callId: CallId): Promise<void> {
  if ((await speak(callId)) && !(await sendCommand(callId, { kind: 'takeOver' }))) {
    stopSpeaking();
  }
}

/** Shows what the agent will be told, before the call is handed back. */
export function openHandBack(callId: CallId): void {
  openDialog({ name: 'handBack', callId });
}

/** The agent goes on at once. The microphone closes when it does. */
export async function handBack(callId: CallId): Promise<void> {
  await sendCommand(callId, { kind: 'handBack' });
}

/** The command that each switching control sends now. */
export const switchOf = {
  floor: ({ floor }: Pick<Call, 'floor'>) => (floor === 'supervisor' ? 'handBack' : 'takeOver'),
  hold: ({ heldBy }: Pick<Call, 'heldBy'>) => (heldBy === 'supervisor' ? 'resume' : 'hold'),
  recording: ({ recording }: Pick<Call, 'recording'>) =>
    recording === 'off' ? 'startRecording' : 'stopRecording',
  pausedRecording: ({ recording }: Pick<Call, 'recording'>) =>
    recording === 'paused' ? 'resumeRecording' : 'pauseRecording',
} as const;

/** Takes the call over, or begins to hand it back. */
export function toggleTakeOver(call: Pick<Call, 'id' | 'floor'>): void {
  if (switchOf.floor(call) === 'handBack') {
    openHandBack(call.id);
  } else {
    void takeOver(call.id);
  }
}

/**
 * Calls somebody to ask them before a transfer; the supervisor speaks to them.
 * @returns whether they are being called.
 */
export async function consult(callId: CallId, target: string): Promise<boolean> {
  if (!(await speak(callId))) {
    return false;
  }
  const granted = await sendCommand(callId, { kind: 'consult', target });
  if (!granted) {
    stopSpeaking();
  }
  return granted;
}

/** Puts the caller on hold, where they hear music, or brings them back to the talk. */
export function toggleHold(call: Pick<Call, 'id' | 'heldBy'>): void {
  void sendCommand(call.id, { kind: switchOf.hold(call) });
}

/** Begins a recording or ends it. */
export function toggleRecording(call: Pick<Call, 'id' | 'recording'>): void {
  void sendCommand(call.id, { kind: switchOf.recording(call) });
}

/** Pauses the recording, which goes on with silence, or resumes it. */
export function togglePausedRecording(call: Pick<Call, 'id' | 'recording'>): void {
  void sendCommand(call.id, { kind: switchOf.pausedRecording(call) });
}

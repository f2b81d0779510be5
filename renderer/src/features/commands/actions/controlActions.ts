/** What the controls do, for the tiles and for the keyboard alike. */
import type { Call, CallId } from '#model/call';
import type { CallCommand } from '#model/commands';
import { t } from '#window/i18n/i18n';
import { numberOf } from '#window/state/callNumber';
import { sendCommand } from '#window/state/callRequests';
import { changeDraft } from '#window/state/drafts';
import { focusOn } from '#window/state/focusPlaces';
import { openDialog } from '#window/state/uiStore';
import { tell } from '#window/ui/toasts/toast.tsx';
import {
  attendedCall,
  isOnCall,
  isSpeakingIn,
  moveEar,
  speak,
  stopListening,
  stopSpeaking,
  useHeadsetStore,
} from '../../headset';
import { makeRoomForCaller } from '../../testCall';

/** Puts the headset on the call, or takes it off. */
export function toggleListening(callId: CallId): void {
  if (isOnCall(useHeadsetStore.getState().headset, callId)) {
    stopListening();
  } else {
    void moveEar(callId);
  }
}

/**
 * Takes a call over. The microphone opens first: a caller must not be left with nobody. For the
 * same reason a call in which the supervisor speaks is handed back before they leave it. A test
 * call is hung up.
 * @returns whether it was taken over.
 */
export async function takeOver(callId: CallId): Promise<boolean> {
  const other = attendedCall();
  if (other !== null && other.id !== callId) {
    if (!(await handBack(other.id))) {
      return false;
    }
    stopListening();
  }
  makeRoomForCaller();
  if (!(await speak(callId))) {
    return false;
  }
  return await whileSpeaking(callId, { kind: 'takeOver' }, { kind: 'handBack' });
}

/**
 * Asks for what gives the caller the supervisor's voice. If that is gone by the time it is granted,
 * as the microphone was closed or lost, it is undone at once.
 * @returns whether it was granted, and is so still.
 */
async function whileSpeaking(
  callId: CallId,
  command: CallCommand,
  opposite: CallCommand,
): Promise<boolean> {
  if (!(await sendCommand(callId, command))) {
    stopSpeaking();
    return false;
  }
  if (isSpeakingIn(callId)) {
    return true;
  }
  await sendCommand(callId, opposite);
  return false;
}

/**
 * Takes a call over, and asks before: the first time in a call, and when the supervisor speaks in
 * another one.
 */
export function askToTakeOver(callId: CallId): void {
  const other = attendedCall();
  const elsewhere = other !== null && other.id !== callId;
  if (elsewhere && other.consultation !== null) {
    tell(() => t('headset.consultingElsewhere', { number: numberOf(other.id) }), 'headset');
  } else if (elsewhere || !useHeadsetStore.getState().confirmed.includes(callId)) {
    openDialog({ name: 'takeOver', callId });
  } else {
    void takeOver(callId);
  }
}

/** Shows what the agent will be told, before the call is handed back. */
export function openHandBack(callId: CallId): void {
  openDialog({ name: 'handBack', callId });
}

/** Stops the AI before the rest is heard. What it is to do instead can be whispered at once. */
export async function cutAgent(callId: CallId): Promise<void> {
  if (await sendCommand(callId, { kind: 'cutAgent' })) {
    changeDraft(callId, { mode: 'whisper' });
    focusOn('composer');
  }
}

/** The command that holds what the AI is saying, or lets it go on. */
export function sentenceCommand({
  sentenceHeld,
}: Pick<Call, 'sentenceHeld'>): 'holdSentence' | 'releaseSentence' {
  return sentenceHeld ? 'releaseSentence' : 'holdSentence';
}

/**
 * The agent goes on. The microphone closes when it does.
 * @returns whether it was granted.
 */
export function handBack(callId: CallId): Promise<boolean> {
  return sendCommand(callId, { kind: 'handBack' });
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

/**
 * Calls somebody to ask them before a transfer; the supervisor speaks to them.
 * @returns whether they are being called.
 */
export async function consult(callId: CallId, target: string): Promise<boolean> {
  makeRoomForCaller();
  if (!(await speak(callId))) {
    return false;
  }
  return await whileSpeaking(callId, { kind: 'consult', target }, { kind: 'cancelTransfer' });
}

/** What was switched, by which it can be named and undone. */
type Switched = 'hold' | 'resume' | `${AgentSwitch}.${'on' | 'off'}`;

/** Sends a command whose effect is heard, says what it did, and offers the opposite. */
async function sendWithUndo(
  callId: CallId,
  command: CallCommand,
  opposite: CallCommand,
  what: Switched,
  about: AgentSwitch | 'hold',
): Promise<void> {
  if (await sendCommand(callId, command)) {
    tell(() => t(`commands.did.${what}`, { number: numberOf(callId) }), `${about} ${callId}`, {
      text: () => t('commands.undo'),
      run: () => void sendCommand(callId, opposite),
    });
  }
}

/** Puts the caller on hold, where they hear music, or brings them back to the talk. */
export function toggleHold(call: Pick<Call, 'id' | 'heldBy'>): void {
  const kind = switchOf.hold(call);
  const opposite = kind === 'hold' ? 'resume' : 'hold';
  void sendWithUndo(call.id, { kind }, { kind: opposite }, kind, 'hold');
}

/** Commands that switch what caller and agent hear of each other. */
export type AgentSwitch = 'muteCaller' | 'muteAgent' | 'pauseAgent';

/** @param on What it is switched to. */
export function switchAgent(callId: CallId, kind: AgentSwitch, on: boolean): void {
  const what = `${kind}.${on ? 'on' : 'off'}` as const;
  void sendWithUndo(callId, { kind, on }, { kind, on: !on }, what, kind);
}

/** Begins a recording or ends it. */
export function toggleRecording(call: Pick<Call, 'id' | 'recording'>): void {
  void sendCommand(call.id, { kind: switchOf.recording(call) });
}

/** Pauses the recording, which goes on with silence, or resumes it. */
export function togglePausedRecording(call: Pick<Call, 'id' | 'recording'>): void {
  void sendCommand(call.id, { kind: switchOf.pausedRecording(call) });
}

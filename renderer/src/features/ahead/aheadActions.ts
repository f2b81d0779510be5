/** What can be done to words before the caller hears them, for buttons and keys alike. */
import type { Call, CallId } from '#model/call';
import { sendCommand } from '../../state/callRequests';
import { useUiStore } from '../../state/uiStore';
import { COMPOSER_FIELD_ID } from '../callActions';

/** Stops the AI before the rest is heard. What it is to do instead can be whispered at once. */
export async function cutAgent(callId: CallId): Promise<void> {
  if (await sendCommand(callId, { kind: 'cutAgent' })) {
    useUiStore.getState().set({ composerMode: 'whisper' });
    document.getElementById(COMPOSER_FIELD_ID)?.focus();
  }
}

/** The command that the key and the button for the sentence send now. */
export function sentenceCommand({
  sentenceHeld,
}: Pick<Call, 'sentenceHeld'>): 'holdSentence' | 'releaseSentence' {
  return sentenceHeld ? 'releaseSentence' : 'holdSentence';
}

/** Holds what the AI is saying, or lets it go on. */
export function toggleSentence(call: Pick<Call, 'id' | 'sentenceHeld'>): void {
  void sendCommand(call.id, { kind: sentenceCommand(call) });
}

/** Lets a held sentence go on. @returns whether there was one. */
export function releaseSentence(call: Pick<Call, 'id' | 'sentenceHeld'> | null): boolean {
  if (call?.sentenceHeld !== true) {
    return false;
  }
  toggleSentence(call);
  return true;
}

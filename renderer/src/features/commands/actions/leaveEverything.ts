import { sendCommand } from '#window/state/callRequests';
import { attendedCall, stopListening, stopSpeaking } from '../../headset';
import { hangUp } from '../../testCall';

/**
 * The way out of everything: the microphone closes at once, also that of a test call, which is hung
 * up; then the caller gets the AI back, then the headset goes off. A call that cannot be given back
 * is so by the program a little later.
 */
export async function leaveEverything(): Promise<void> {
  const attended = attendedCall();
  stopSpeaking();
  hangUp();
  if (attended !== null) {
    const kind = attended.consultation === null ? 'handBack' : 'cancelTransfer';
    await sendCommand(attended.id, { kind });
  }
  stopListening();
}

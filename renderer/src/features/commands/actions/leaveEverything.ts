import { sendCommand } from '#window/state/callRequests';
import { attendedCall, stopListening, stopSpeaking } from '../../headset';

/**
 * The way out of everything: the microphone closes at once, then the caller gets the AI back, then
 * the headset goes off. A call that cannot be given back is so by the program a little later.
 */
export async function leaveEverything(): Promise<void> {
  const attended = attendedCall();
  stopSpeaking();
  if (attended !== null) {
    const kind = attended.consultation === null ? 'handBack' : 'cancelTransfer';
    await sendCommand(attended.id, { kind });
  }
  stopListening();
}

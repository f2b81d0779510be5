import type { Call } from '#model/call';
import { isAsking, sendCommand } from '#window/state/callRequests';
import { attendedCall, leaveElsewhere, stopListening, stopSpeaking } from '../../headset';
import { hangUp } from '../../testCall';

/** What was granted a moment ago, and the window has not seen yet, may be either. */
function waysBack({ floor, consultation }: Call): readonly ('handBack' | 'cancelTransfer')[] {
  if (consultation !== null) {
    return ['cancelTransfer'];
  }
  return floor === 'supervisor' ? ['handBack'] : ['handBack', 'cancelTransfer'];
}

async function giveBack(call: Call): Promise<void> {
  if (isAsking(call.id, 'takeOver') || isAsking(call.id, 'consult')) {
    // Whoever asked for it undoes it once it is granted: the microphone is closed by then.
    return;
  }
  for (const kind of waysBack(call)) {
    if (await sendCommand(call.id, { kind })) {
      return;
    }
  }
}

/**
 * The way out of everything, by all windows: the microphone closes at once, also that of a test
 * call, which is hung up; then the caller gets the AI back, then the headset goes off. A call that
 * cannot be given back is so by the program a little later.
 */
export async function leaveEverything(): Promise<void> {
  const attended = attendedCall();
  stopSpeaking();
  hangUp();
  leaveElsewhere();
  if (attended !== null) {
    await giveBack(attended);
  }
  stopListening();
}

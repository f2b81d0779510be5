import type { CallId } from '#model/call';
import { sendCommand } from '../../state/callRequests';

/** Keys that were pressed while others are being sent, by call. */
const waiting = new Map<CallId, string>();

/**
 * Sends keys in the order in which they are pressed. Keys that are pressed while one is being sent
 * go together in the next command.
 */
export async function sendKey(callId: CallId, key: string): Promise<void> {
  const before = waiting.get(callId);
  waiting.set(callId, (before ?? '') + key);
  if (before !== undefined) {
    return;
  }
  for (let digits = key; digits !== ''; digits = waiting.get(callId) ?? '') {
    waiting.set(callId, '');
    await sendCommand(callId, { kind: 'sendDtmf', digits });
  }
  waiting.delete(callId);
}

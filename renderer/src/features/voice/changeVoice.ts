import type { CallId } from '#model/call';
import type { VoiceName } from '#model/voices';
import { t } from '../../i18n/i18n';
import { sendCommand } from '../../state/callRequests';
import { tell } from '../../ui/toasts/toast';

/**
 * Changes the AI's voice in a call, and offers the one before.
 * @returns whether it was granted.
 */
export async function changeVoice(
  callId: CallId,
  voice: VoiceName,
  before: VoiceName,
): Promise<boolean> {
  const granted = await sendCommand(callId, { kind: 'changeVoice', voice });
  if (granted) {
    tell(() => t('voice.changed', { voice, before }), `voice ${callId}`, {
      text: () => t('voice.undo', { before }),
      run: () => void sendCommand(callId, { kind: 'changeVoice', voice: before }),
    });
  }
  return granted;
}

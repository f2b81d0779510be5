import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { useRoleReason } from '../../state/stationStore';
import { Button } from '../../ui/buttons/Button';
import { useHeadsetStore } from './headsetStore';
import { speak } from './microphone';

/** Puts the microphone on a call that waits for the supervisor's voice. */
export function ConnectButton({ callId }: { readonly callId: CallId }) {
  const reason = useRoleReason('call.listen');
  const opening = useHeadsetStore(({ headset }) => headset.name === 'opening');
  return (
    <Button size="small" reason={reason} pending={opening} onClick={() => void speak(callId)}>
      {t('headset.connect')}
    </Button>
  );
}

import { MicOff } from 'lucide-react';
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { ownName, useStationStore } from '../../state/stationStore';
import { Strip } from '../../ui/messages/Strip';
import { ConnectButton } from './ConnectButton';
import { useElsewherePart } from './elsewhere';
import { needsMicrophone } from './headset';
import { useHeadsetStore } from './headsetStore';

/**
 * Says that a call waits for the supervisor's voice, which does not reach it: neither by this
 * window, nor by another one.
 */
export function HeadsetStrip({ callId }: { readonly callId: CallId }) {
  const headset = useHeadsetStore((state) => state.headset);
  const own = useStationStore(ownName);
  const needed = useCallsStore(
    ({ byId }) => needsMicrophone(byId[callId], own) && byId[callId]?.state !== 'ended',
  );
  const isHeardElsewhere = useElsewherePart(callId) === 'speaking';
  const isHeard = headset.name === 'speaking' && headset.callId === callId;
  if (!needed || isHeard || isHeardElsewhere) {
    return null;
  }
  return (
    <Strip
      role="status"
      label={t('headset.label')}
      icon={<MicOff size={15} className="shrink-0 text-warn" aria-hidden="true" />}
      actions={<ConnectButton callId={callId} />}
    >
      {t('headset.notConnected')}
    </Strip>
  );
}

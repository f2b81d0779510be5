import { Headphones, Mic } from 'lucide-react';
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { useHeadsetStore } from './headsetStore';

/** The sign of a call that the supervisor hears; `speaking`: their microphone is open, too. */
export function EarMark({ speaking }: { readonly speaking: boolean }) {
  const Icon = speaking ? Mic : Headphones;
  const words = t(speaking ? 'headset.markSpeaking' : 'headset.markListening');
  return (
    <span className={speaking ? 'headset-mark headset-mark-live' : 'headset-mark'} title={words}>
      <Icon size={12} aria-hidden="true" />
      <span className="sr-only">{words}</span>
    </span>
  );
}

/** The sign of the call the headset is on, in the list. */
export function HeadsetMark({ callId }: { readonly callId: CallId }) {
  const name = useHeadsetStore(({ headset }) =>
    headset.name === 'off' || headset.callId !== callId ? 'off' : headset.name,
  );
  return name === 'off' ? null : <EarMark speaking={name === 'speaking'} />;
}

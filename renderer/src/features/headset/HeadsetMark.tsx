import { Headphones, Mic } from 'lucide-react';
import type { CallId } from '#model/call';
import { t } from '../../i18n/i18n';
import { useHeadsetStore } from './headsetStore';

/** The sign of the call the headset is on, in the list. */
export function HeadsetMark({ callId }: { readonly callId: CallId }) {
  const name = useHeadsetStore(({ headset }) =>
    headset.name === 'off' || headset.callId !== callId ? 'off' : headset.name,
  );
  if (name === 'off') {
    return null;
  }
  const speaking = name === 'speaking';
  const Icon = speaking ? Mic : Headphones;
  return (
    <span
      className={speaking ? 'headset-mark headset-mark-live' : 'headset-mark'}
      title={t(speaking ? 'headset.markSpeaking' : 'headset.markListening')}
    >
      <Icon size={12} aria-hidden="true" />
      <span className="sr-only">
        {t(speaking ? 'headset.markSpeaking' : 'headset.markListening')}
      </span>
    </span>
  );
}

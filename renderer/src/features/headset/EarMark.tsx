import { Headphones, Mic } from 'lucide-react';
import { t } from '../../i18n/i18n';

/** How the supervisor at this window is on a call. `speaking`: their microphone is open there. */
export type OwnPart = 'listening' | 'speaking';

export const ownPartText = (part: OwnPart): string =>
  t(part === 'speaking' ? 'headset.markSpeaking' : 'headset.markListening');

/** The sign of it in the list. */
export function EarMark({ part }: { readonly part: OwnPart }) {
  const speaking = part === 'speaking';
  const Icon = speaking ? Mic : Headphones;
  const words = ownPartText(part);
  return (
    <span className={speaking ? 'headset-mark headset-mark-live' : 'headset-mark'} title={words}>
      <Icon size={12} aria-hidden="true" />
      <span className="sr-only">{words}</span>
    </span>
  );
}

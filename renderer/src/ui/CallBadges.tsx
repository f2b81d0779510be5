import {
  BotOff,
  CircleDot,
  CirclePause,
  type LucideIcon,
  Mic,
  MicOff,
  Pause,
  PhoneForwarded,
  VolumeX,
} from 'lucide-react';
import { t } from '../i18n/i18n';
import type { CallBadge } from '../state/callView';

const ICONS: Readonly<Record<CallBadge, LucideIcon>> = {
  supervisor: Mic,
  consulting: PhoneForwarded,
  heldBySupervisor: Pause,
  heldByCaller: Pause,
  agentPaused: BotOff,
  callerMuted: MicOff,
  agentMuted: VolumeX,
  recordingPaused: CirclePause,
  recording: CircleDot,
};

const COLOURS: Partial<Readonly<Record<CallBadge, string>>> = {
  supervisor: 'text-text',
  recording: 'text-danger',
};

/**
 * Badges as pictures alone, beside the state of the call, which says itself that it is held; the
 * words are in the title.
 */
export function BadgeIcons({ badges }: { readonly badges: readonly CallBadge[] }) {
  return (
    <span
      className="flex min-w-0 items-center gap-1 overflow-hidden"
      title={badges.map((badge) => t(`call.badge.${badge}`)).join(', ')}
      aria-hidden="true"
    >
      {badges
        .filter((badge) => !badge.startsWith('held'))
        .map((badge) => {
          const Icon = ICONS[badge];
          return (
            <Icon key={badge} size={12} className={`shrink-0 ${COLOURS[badge] ?? 'text-muted'}`} />
          );
        })}
    </span>
  );
}

/** Badges in words. */
export function BadgeWords({ badges }: { readonly badges: readonly CallBadge[] }) {
  return badges.map((badge) => {
    const Icon = ICONS[badge];
    return (
      <span key={badge} className="badge">
        <Icon size={11} className={COLOURS[badge] ?? ''} aria-hidden="true" />
        {t(`call.badge.${badge}`)}
      </span>
    );
  });
}

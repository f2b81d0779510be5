import { t } from '../../i18n/i18n';
import type { CallBadge } from '../../state/callView';
import { BADGE_LOOKS } from './callBadges';

/**
 * Badges as icons beside the state of the call. Holds are left out, because that state shows them:
 * a place without an icon would still push what is beside it. The title has all badges in words.
 */
export function BadgeIcons({ badges }: { readonly badges: readonly CallBadge[] }) {
  const icons = badges.filter((badge) => !badge.startsWith('held'));
  return icons.length === 0 ? null : (
    <span
      className="flex min-w-0 items-center gap-1 overflow-hidden"
      title={badges.map((badge) => t(`call.badge.${badge}`)).join(', ')}
      aria-hidden="true"
    >
      {icons.map((badge) => {
        const { icon: Icon, className } = BADGE_LOOKS[badge];
        return <Icon key={badge} size={12} className={`shrink-0 ${className}`} />;
      })}
    </span>
  );
}

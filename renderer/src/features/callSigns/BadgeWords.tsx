import { t } from '../../i18n/i18n';
import type { CallBadge } from '../../state/callView';
import { Badge } from '../../ui/signs/Badge';
import { BADGE_LOOKS } from './callBadges';

export function BadgeWords({ badges }: { readonly badges: readonly CallBadge[] }) {
  return badges.map((badge) => {
    const { icon: Icon, className } = BADGE_LOOKS[badge];
    return (
      <Badge key={badge}>
        <Icon size={11} className={className} aria-hidden="true" />
        {t(`call.badge.${badge}`)}
      </Badge>
    );
  });
}

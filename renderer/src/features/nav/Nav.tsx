import { History, Inbox, PhoneCall, ScrollText, SlidersHorizontal } from 'lucide-react';
import { COMMAND_KEY } from '../../format/commandKey';
import { t } from '../../i18n/i18n';
import { SCREENS, useNavStore } from './navStore';

const ICONS = {
  live: PhoneCall,
  history: History,
  messages: Inbox,
  audit: ScrollText,
  profiles: SlidersHorizontal,
} as const;

/** The rail at the left: leads from screen to screen. */
export function Nav() {
  const { screen, show } = useNavStore();
  return (
    <nav className="nav" aria-label={t('nav.label')}>
      {SCREENS.map((each, index) => {
        const Icon = ICONS[each];
        return (
          <button
            key={each}
            type="button"
            className="nav-item"
            aria-current={each === screen ? 'page' : undefined}
            title={`${t(`nav.${each}`)} (${COMMAND_KEY}+${index + 1})`}
            onClick={() => {
              show(each);
            }}
          >
            <Icon size={18} aria-hidden="true" />
            {t(`nav.${each}`)}
          </button>
        );
      })}
    </nav>
  );
}

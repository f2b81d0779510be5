import {
  AppWindow,
  ChartColumn,
  History,
  Inbox,
  PhoneCall,
  ScrollText,
  SlidersHorizontal,
} from 'lucide-react';
import { request } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { type NavScreen, SCREENS, useNavStore } from '../../state/navStore';
import { IconButton } from '../../ui/buttons/IconButton';
import { keysOf, useKeyChoices, withKey } from '../commands';

const ICONS = {
  live: PhoneCall,
  history: History,
  messages: Inbox,
  audit: ScrollText,
  statistics: ChartColumn,
  profiles: SlidersHorizontal,
} as const;

/**
 * The rail at the left: leads from screen to screen. `open`: how much on a screen waits for
 * somebody.
 */
export function Nav({ open }: { readonly open: Readonly<Partial<Record<NavScreen, number>>> }) {
  const { screen, show } = useNavStore();
  const keys = useKeyChoices();
  return (
    <nav className="nav" aria-label={t('nav.label')}>
      {SCREENS.map((each) => {
        const Icon = ICONS[each];
        const name = t(`nav.${each}`);
        const count = open[each] ?? 0;
        return (
          <button
            key={each}
            type="button"
            className="nav-item"
            aria-current={each === screen ? 'page' : undefined}
            aria-label={count === 0 ? name : t('nav.open', { name, count })}
            title={withKey(name, keysOf(`screen.${each}`, keys)[0] ?? null)}
            onClick={() => {
              show(each);
            }}
          >
            <Icon size={18} aria-hidden="true" />
            <span className="nav-name">{name}</span>
            {/* The count is a word of its own for who speaks what they see. */}
            {count > 0 && ' '}
            {count > 0 && (
              <span aria-hidden="true" className="nav-count">
                {count > 99 ? '99+' : count}
              </span>
            )}
          </button>
        );
      })}
      {screen !== 'wallboard' && (
        <IconButton
          icon={AppWindow}
          label={t('nav.window', { name: t(`nav.${screen}`) })}
          className="nav-window"
          onClick={() => void request('windows:open', { screen })}
        />
      )}
    </nav>
  );
}

import { Check, CircleSlash, TriangleAlert, X } from 'lucide-react';
import type { CheckItem } from '#model/settings';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';

const ICONS = { ok: Check, warning: TriangleAlert, failed: X, skipped: CircleSlash } as const;

const LOOKS = {
  ok: '',
  warning: 'text-warn',
  failed: 'text-danger',
  skipped: 'text-faint',
} as const;

/** What a test found, item by item. The region is there before its content, to be read out. */
export function CheckItems({ items }: { readonly items: readonly CheckItem[] }) {
  return (
    <div role="status">
      {items.length > 0 && (
        <ul className="flex flex-col gap-1.5" aria-label={t('settings.found')}>
          {items.map(({ subject, state, said }, index) => {
            const Icon = ICONS[state];
            return (
              <li key={index} className="flex items-baseline gap-2 select-text">
                <Icon
                  size={13}
                  className={`shrink-0 translate-y-0.5 ${LOOKS[state]}`}
                  aria-hidden="true"
                />
                <span className="min-w-0">
                  <span className={`font-medium ${LOOKS[state]}`}>
                    {t('settings.item', {
                      subject: inWords(subject),
                      state: t(`settings.state.${state}`),
                    })}
                  </span>{' '}
                  {inWords(said)}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

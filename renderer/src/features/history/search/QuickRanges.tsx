import { t } from '#window/i18n/i18n';
import { Button } from '#window/ui/buttons/Button.tsx';
import { changeFilters, useHistoryStore } from '../historyStore';
import { type HistoryFilters, NO_RANGE } from './historyFilters';

type Range = Pick<HistoryFilters, 'lastHours' | 'days'>;

const RANGES = [
  { name: 'hour', lastHours: '1', days: '' },
  { name: 'hours', lastHours: '4', days: '' },
  { name: 'today', lastHours: '', days: 'today' },
  { name: 'yesterday', lastHours: '', days: 'yesterday' },
  { name: 'week', lastHours: '', days: 'last-seven' },
] as const satisfies readonly (Range & { readonly name: string })[];

/** Times that are asked for often. Pressing the one in force takes it off. */
export function QuickRanges() {
  const { lastHours, days } = useHistoryStore((state) => state.filters);
  return (
    <div className="flex flex-wrap gap-1" role="group" aria-label={t('history.range.label')}>
      {RANGES.map(({ name, ...range }) => {
        const isOn = range.lastHours === lastHours && range.days === days;
        return (
          <Button
            key={name}
            size="small"
            aria-pressed={isOn}
            onClick={() => {
              changeFilters(isOn ? NO_RANGE : { ...NO_RANGE, ...range });
            }}
          >
            {t(`history.range.${name}`)}
          </Button>
        );
      })}
    </div>
  );
}

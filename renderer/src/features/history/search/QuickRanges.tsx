import { t } from '#window/i18n/i18n';
import { Button } from '#window/ui/buttons/Button.tsx';
import { changeFilters, useHistoryStore } from '../historyStore';
import { dayBefore, type HistoryFilters } from './historyFilters';

type Range = Pick<HistoryFilters, 'fromDay' | 'toDay' | 'lastHours'>;

const NO_RANGE: Range = { fromDay: '', toDay: '', lastHours: '' };

const days = (first: number, last: number) => (): Range => {
  const nowMs = Date.now();
  return { ...NO_RANGE, fromDay: dayBefore(first, nowMs), toDay: dayBefore(last, nowMs) };
};

const RANGES = [
  { name: 'hour', range: (): Range => ({ ...NO_RANGE, lastHours: '1' }) },
  { name: 'hours', range: (): Range => ({ ...NO_RANGE, lastHours: '4' }) },
  { name: 'today', range: days(0, 0) },
  { name: 'yesterday', range: days(1, 1) },
  { name: 'week', range: days(6, 0) },
] as const;

/** Times that are asked for often. Pressing the one in force takes it off. */
export function QuickRanges() {
  const { fromDay, toDay, lastHours } = useHistoryStore((state) => state.filters);
  return (
    <div className="flex flex-wrap gap-1" role="group" aria-label={t('history.range.label')}>
      {RANGES.map(({ name, range }) => {
        const own = range();
        const isOn = own.fromDay === fromDay && own.toDay === toDay && own.lastHours === lastHours;
        return (
          <Button
            key={name}
            size="small"
            aria-pressed={isOn}
            onClick={() => {
              changeFilters(isOn ? NO_RANGE : range());
            }}
          >
            {t(`history.range.${name}`)}
          </Button>
        );
      })}
    </div>
  );
}

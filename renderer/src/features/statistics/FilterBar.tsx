import { useId } from 'react';
import { CALL_DIRECTIONS, type CallDirection } from '#model/call';
import { t } from '../../i18n/i18n';
import { Button } from '../../ui/buttons/Button';
import { Check } from '../../ui/fields/Check';
import { DayField } from '../../ui/fields/DayField';
import { SelectField } from '../../ui/fields/SelectField';
import { useNow } from '../../ui/signs/useNow';
import { dayBefore } from '../history';
import { useProfileList } from '../profiles';
import { changeStatistics, useStatisticsStore } from './statisticsStore';

/** First and last day, in days before today. */
const RANGES = [
  { name: 'today', first: 0, last: 0 },
  { name: 'yesterday', first: 1, last: 1 },
  { name: 'week', first: 6, last: 0 },
  { name: 'month', first: 29, last: 0 },
  { name: 'quarter', first: 89, last: 0 },
] as const;

function QuickRanges() {
  const { fromDay, toDay } = useStatisticsStore((state) => state.filters);
  const nowMs = useNow('slow');
  return (
    <div className="flex flex-wrap gap-1" role="group" aria-label={t('statistics.range.label')}>
      {RANGES.map(({ name, first, last }) => {
        const own = { fromDay: dayBefore(first, nowMs), toDay: dayBefore(last, nowMs) };
        return (
          <Button
            key={name}
            size="small"
            aria-pressed={own.fromDay === fromDay && own.toDay === toDay}
            onClick={() => {
              changeStatistics(own);
            }}
          >
            {t(`statistics.range.${name}`)}
          </Button>
        );
      })}
    </div>
  );
}

function RangeDay({ name }: { readonly name: 'fromDay' | 'toDay' }) {
  const value = useStatisticsStore((state) => state.filters[name]);
  return (
    <DayField
      label={t(`statistics.filter.${name}`)}
      value={value}
      onChange={(day) => {
        changeStatistics({ [name]: day });
      }}
    />
  );
}

function CallFields() {
  const { profileId, direction } = useStatisticsStore((state) => state.filters);
  const profiles = useProfileList();
  const any = { value: '', text: t('statistics.filter.any') } as const;
  return (
    <>
      <SelectField<string>
        label={t('statistics.filter.profile')}
        labelLook="small"
        value={profileId}
        choices={[any, ...profiles.map(({ id, name }) => ({ value: id, text: name }))]}
        onChange={(chosen) => {
          changeStatistics({ profileId: chosen });
        }}
      />
      <SelectField<CallDirection | ''>
        label={t('statistics.filter.direction')}
        labelLook="small"
        value={direction}
        choices={[
          any,
          ...CALL_DIRECTIONS.map((value) => ({ value, text: t(`history.direction.${value}`) })),
        ]}
        onChange={(chosen) => {
          changeStatistics({ direction: chosen });
        }}
      />
    </>
  );
}

/** Which calls are counted. */
export function FilterBar() {
  const id = useId();
  const trials = useStatisticsStore((state) => state.filters.trials);
  return (
    <section
      role="search"
      aria-label={t('statistics.filters')}
      className="flex flex-wrap items-end gap-x-3 gap-y-2 border-b border-line px-4 pb-3"
    >
      <QuickRanges />
      <RangeDay name="fromDay" />
      <RangeDay name="toDay" />
      <CallFields />
      <div className="flex h-8 items-center gap-2">
        <Check
          id={id}
          checked={trials}
          onChange={(checked) => {
            changeStatistics({ trials: checked });
          }}
        />
        <label htmlFor={id}>{t('statistics.filter.trials')}</label>
      </div>
    </section>
  );
}

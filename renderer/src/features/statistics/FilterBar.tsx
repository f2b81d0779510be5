import { useId } from 'react';
import { CALL_DIRECTIONS, type CallDirection } from '#model/call';
import { t } from '../../i18n/i18n';
import { Button } from '../../ui/buttons/Button';
import { Check } from '../../ui/fields/Check';
import { DayField } from '../../ui/fields/DayField';
import { SelectField } from '../../ui/fields/SelectField';
import { useNow } from '../../ui/signs/useNow';
import { useProfileList } from '../profiles';
import {
  changeStatistics,
  type CountedDays,
  daysAt,
  RANGES,
  useStatisticsStore,
} from './statisticsStore';

function QuickRanges() {
  const days = useStatisticsStore((state) => state.filters.days);
  return (
    <div className="flex flex-wrap gap-1" role="group" aria-label={t('statistics.range.label')}>
      {RANGES.map(({ name }) => (
        <Button
          key={name}
          size="small"
          aria-pressed={name === days}
          onClick={() => {
            changeStatistics({ days: name });
          }}
        >
          {t(`statistics.range.${name}`)}
        </Button>
      ))}
    </div>
  );
}

/** The first or the last day. One that is typed takes the place of a range. */
function RangeDay({ name }: { readonly name: keyof CountedDays }) {
  const nowMs = useNow('slow');
  const days = daysAt(
    useStatisticsStore((state) => state.filters.days),
    nowMs,
  );
  return (
    <DayField
      label={t(`statistics.filter.${name}`)}
      value={days[name]}
      onChange={(day) => {
        changeStatistics({ days: { ...days, [name]: day } });
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

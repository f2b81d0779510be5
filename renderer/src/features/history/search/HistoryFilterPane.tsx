import { useRef } from 'react';
import type { AlertSignal } from '#model/alert';
import { CALL_DIRECTIONS } from '#model/call';
import { END_REASONS } from '#model/endReasons';
import { type Intervention, RECORDED_STATES } from '#model/history';
import { MAX_CALLER_PART_CHARS, MAX_SEARCH_CHARS, MAX_TAG_CHARS, MAX_TAGS } from '#model/limits';
import { t } from '#window/i18n/i18n';
import { commandText } from '#window/state/actWords';
import { endReasonText } from '#window/state/callView';
import { useFocusPlace } from '#window/state/focusPlaces';
import { actorText } from '#window/state/whoActed';
import { Button } from '#window/ui/buttons/Button.tsx';
import { DayField } from '#window/ui/fields/DayField.tsx';
import { SearchField } from '#window/ui/fields/SearchField.tsx';
import { SelectField } from '#window/ui/fields/SelectField.tsx';
import { TextField } from '#window/ui/fields/TextField.tsx';
import type { TextInputProps } from '#window/ui/fields/TextInput.tsx';
import { useNow } from '#window/ui/signs/useNow';
import { useProfileList } from '../../profiles';
import { changeFilters, clearFilters, useHistoryStore } from '../historyStore';
import { useFacets } from './facets';
import {
  daysShown,
  type HistoryFilters,
  isBackwards,
  isFiltered,
  NO_RANGE,
} from './historyFilters';
import { QuickRanges } from './QuickRanges';
import { SavedSearches } from './SavedSearches';

/** Names of the filters that are typed. */
type TypedFilter = Exclude<
  keyof HistoryFilters,
  | 'text'
  | 'direction'
  | 'profileId'
  | 'alert'
  | 'intervention'
  | 'actor'
  | 'fromDay'
  | 'toDay'
  | 'lastHours'
  | 'days'
  | 'endReason'
  | 'state'
  | 'outcome'
>;

/** Commands that calls are looked for by, the most telling first. */
const INTERVENTIONS: readonly Intervention[] = [
  ...(['any', 'takeOver', 'say', 'whisper', 'changeInstruction', 'answerQuestion'] as const),
  ...(['approveTool', 'rejectTool', 'hold', 'transfer', 'consult', 'changeVoice', 'end'] as const),
];

/** Several tags, with a comma between. */
const MAX_TAG_FILTER_CHARS = MAX_TAGS * (MAX_TAG_CHARS + 1);

function TypedField(
  props: { readonly name: TypedFilter } & Omit<TextInputProps, 'name' | 'value' | 'onChange'>,
) {
  const { name, ...input } = props;
  const value = useHistoryStore((state) => state.filters[name]);
  return (
    <TextField
      {...input}
      label={t(`history.filter.${name}`)}
      labelLook="small"
      value={value}
      onChange={(typed) => {
        changeFilters({ [name]: typed });
      }}
    />
  );
}

/** The first or the last day. One that is typed takes the place of hours and days until now. */
function RangeDay({ name }: { readonly name: 'fromDay' | 'toDay' }) {
  const nowMs = useNow('slow');
  const days = daysShown(
    useHistoryStore((state) => state.filters),
    nowMs,
  );
  return (
    <DayField
      label={t(`history.filter.${name}`)}
      value={days[name]}
      onChange={(typed) => {
        changeFilters({ ...NO_RANGE, ...days, [name]: typed });
      }}
    />
  );
}

function ChoiceField<T extends string>(props: {
  readonly label: string;
  readonly value: T | '';
  readonly choices: readonly T[];
  readonly text: (choice: T) => string;
  readonly onChoose: (choice: T | '') => void;
}) {
  return (
    <SelectField<T | ''>
      label={props.label}
      labelLook="small"
      value={props.value}
      choices={[
        { value: '', text: t('history.filter.any') },
        ...props.choices.map((value) => ({ value, text: props.text(value) })),
      ]}
      onChange={props.onChoose}
    />
  );
}

/** The choices of a filter: those that there are, and the one that is set. */
function withSet<T extends string>(choices: readonly T[], set: T | ''): readonly T[] {
  return [...new Set([...choices, ...(set === '' ? [] : [set])])];
}

/** What the call was: direction, profile, state, how it ended, what it came to. */
function CallFilters() {
  const filters = useHistoryStore((state) => state.filters);
  const profiles = useProfileList();
  const outcomes = withSet(
    profiles.flatMap(({ summary }) => summary.outcomes),
    filters.outcome,
  );
  return (
    <>
      <ChoiceField
        label={t('history.filter.direction')}
        value={filters.direction}
        choices={CALL_DIRECTIONS}
        text={(direction) => t(`history.direction.${direction}`)}
        onChoose={(direction) => {
          changeFilters({ direction });
        }}
      />
      <ChoiceField
        label={t('history.filter.profile')}
        value={filters.profileId}
        choices={profiles.map(({ id }) => id)}
        text={(id) => profiles.find((profile) => profile.id === id)?.name ?? id}
        onChoose={(profileId) => {
          changeFilters({ profileId });
        }}
      />
      <ChoiceField
        label={t('history.filter.state')}
        value={filters.state}
        choices={RECORDED_STATES}
        text={(state) => t(`history.state.${state}`)}
        onChoose={(state) => {
          changeFilters({ state });
        }}
      />
      <ChoiceField
        label={t('history.filter.endReason')}
        value={filters.endReason}
        choices={END_REASONS}
        text={endReasonText}
        onChoose={(endReason) => {
          changeFilters({ endReason });
        }}
      />
      {outcomes.length > 0 && (
        <ChoiceField
          label={t('history.filter.outcome')}
          value={filters.outcome}
          choices={outcomes}
          text={(outcome) => outcome}
          onChoose={(outcome) => {
            changeFilters({ outcome });
          }}
        />
      )}
    </>
  );
}

/** What happened in it: alerts, commands, who acted. */
function DeedFilters() {
  const filters = useHistoryStore((state) => state.filters);
  const { alerts, actors } = useFacets();
  return (
    <>
      <ChoiceField
        label={t('history.filter.alert')}
        value={filters.alert}
        choices={withSet<AlertSignal | 'any'>(['any', ...alerts], filters.alert)}
        text={(kind) =>
          kind === 'any' ? t('history.filter.anyAlert') : t(`history.alert.${kind}`)
        }
        onChoose={(alert) => {
          changeFilters({ alert });
        }}
      />
      <ChoiceField
        label={t('history.filter.intervention')}
        value={filters.intervention}
        choices={withSet(INTERVENTIONS, filters.intervention)}
        text={(act) => (act === 'any' ? t('history.filter.anyIntervention') : commandText(act))}
        onChoose={(intervention) => {
          changeFilters({ intervention });
        }}
      />
      <ChoiceField
        label={t('history.filter.actor')}
        value={filters.actor}
        choices={withSet(actors, filters.actor)}
        text={actorText}
        onChoose={(actor) => {
          changeFilters({ actor });
        }}
      />
    </>
  );
}

/** The filters of the record. The search runs while they are typed. */
export function HistoryFilterPane() {
  const searchRef = useRef<HTMLInputElement>(null);
  useFocusPlace('search', searchRef);
  const filters = useHistoryStore((state) => state.filters);
  return (
    <section
      role="search"
      className="history-filters flex flex-col gap-3 overflow-y-auto bg-panel p-3"
      aria-label={t('history.filters')}
    >
      <SavedSearches />
      <SearchField
        ref={searchRef}
        id="history-search"
        label={t('history.search')}
        placeholder={t('history.searchHint')}
        maxLength={MAX_SEARCH_CHARS}
        value={filters.text}
        onChange={(text) => {
          changeFilters({ text });
        }}
      />
      <TypedField name="caller" maxLength={MAX_CALLER_PART_CHARS} />
      <QuickRanges />
      <div className="history-days">
        <RangeDay name="fromDay" />
        <RangeDay name="toDay" />
      </div>
      {isBackwards(filters) && (
        <p role="alert" className="text-meta text-warn">
          {t('history.filter.backwards')}
        </p>
      )}
      <CallFilters />
      <DeedFilters />
      <TypedField
        name="tag"
        maxLength={MAX_TAG_FILTER_CHARS}
        placeholder={t('history.filter.tagHint')}
      />
      <TypedField name="minSeconds" type="number" min={0} max={86_400} step={1} />
      {isFiltered(filters) && (
        <Button size="small" className="self-start" onClick={clearFilters}>
          {t('history.filter.clear')}
        </Button>
      )}
    </section>
  );
}

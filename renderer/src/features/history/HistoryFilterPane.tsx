import { useRef } from 'react';
import { CALL_DIRECTIONS } from '#model/call';
import { END_REASONS } from '#model/endReasons';
import { RECORDED_STATES } from '#model/history';
import { MAX_CALLER_PART_CHARS, MAX_SEARCH_CHARS, MAX_TAG_CHARS } from '#model/limits';
import { t } from '../../i18n/i18n';
import { endReasonText } from '../../state/callView';
import { useFocusPlace } from '../../state/focusPlaces';
import { Button } from '../../ui/buttons/Button';
import { SearchField } from '../../ui/fields/SearchField';
import { SelectField } from '../../ui/fields/SelectField';
import { TextField } from '../../ui/fields/TextField';
import type { TextInputProps } from '../../ui/fields/TextInput';
import { useProfileList } from '../profiles';
import { type HistoryFilters, isBackwards, isFiltered } from './historyFilters';
import { changeFilters, clearFilters, useHistoryStore } from './historyStore';

/** Names of the filters that are typed. */
type TypedFilter = Exclude<
  keyof HistoryFilters,
  'text' | 'direction' | 'profileId' | 'endReason' | 'state' | 'outcome'
>;

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

/** The filters of the record. The search runs while they are typed. */
export function HistoryFilterPane() {
  const searchRef = useRef<HTMLInputElement>(null);
  useFocusPlace('search', searchRef);
  const filters = useHistoryStore((state) => state.filters);
  const profiles = useProfileList();
  // A filter that is set stays in sight, even if no profile declares its outcome any more.
  const declared = profiles.flatMap(({ summary }) => summary.outcomes);
  const outcomes = [...new Set([...declared, filters.outcome].filter((each) => each !== ''))];
  return (
    <section
      role="search"
      className="history-filters flex flex-col gap-3 overflow-y-auto bg-panel p-3"
      aria-label={t('history.filters')}
    >
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
      <div className="history-days">
        <TypedField name="fromDay" type="date" max="9999-12-31" />
        <TypedField name="toDay" type="date" max="9999-12-31" />
      </div>
      {isBackwards(filters) && (
        <p role="alert" className="text-meta text-warn">
          {t('history.filter.backwards')}
        </p>
      )}
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
      <TypedField name="tag" maxLength={MAX_TAG_CHARS} />
      <TypedField name="minSeconds" type="number" min={0} max={86_400} step={1} />
      {isFiltered(filters) && (
        <Button size="small" className="self-start" onClick={clearFilters}>
          {t('history.filter.clear')}
        </Button>
      )}
    </section>
  );
}

import { Search } from 'lucide-react';
import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import { END_REASONS } from '#model/endReasons';
import { RECORDED_STATES } from '#model/history';
import { t } from '../../i18n/i18n';
import { type HistoryFilters, isBackwards, isFiltered } from './historyFilters';
import { changeFilters, clearFilters, useHistoryStore } from './historyStore';

/** Names of the filters that are typed. */
type TypedFilter = Exclude<keyof HistoryFilters, 'text' | 'endReason' | 'state'>;

function Labelled(props: { readonly label: string; readonly children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-meta text-muted">
        {props.label}
      </label>
      {props.children(id)}
    </div>
  );
}

function TypedField(props: {
  readonly name: TypedFilter;
  readonly input?: InputHTMLAttributes<HTMLInputElement>;
}) {
  const value = useHistoryStore((state) => state.filters[props.name]);
  return (
    <Labelled label={t(`history.filter.${props.name}`)}>
      {(id) => (
        <input
          id={id}
          type="text"
          className="field"
          spellCheck={false}
          {...props.input}
          value={value}
          onChange={(event) => {
            changeFilters({ [props.name]: event.target.value });
          }}
        />
      )}
    </Labelled>
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
    <Labelled label={props.label}>
      {(id) => (
        <select
          id={id}
          className="field"
          value={props.value}
          onChange={(event) => {
            props.onChoose(props.choices.find((each) => each === event.target.value) ?? '');
          }}
        >
          <option value="">{t('history.filter.any')}</option>
          {props.choices.map((choice) => (
            <option key={choice} value={choice}>
              {props.text(choice)}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

function SearchField() {
  const text = useHistoryStore((state) => state.filters.text);
  return (
    <div className="relative">
      <Search
        size={14}
        className="pointer-events-none absolute top-[9px] left-2.5 text-faint"
        aria-hidden="true"
      />
      <input
        id="history-search"
        type="text"
        className="field pl-8"
        value={text}
        maxLength={500}
        placeholder={t('history.searchHint')}
        aria-label={t('history.search')}
        spellCheck={false}
        onChange={(event) => {
          changeFilters({ text: event.target.value });
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && text !== '') {
            event.stopPropagation();
            changeFilters({ text: '' });
          }
        }}
      />
    </div>
  );
}

/** What the record is searched by; it searches while one types. */
export function HistoryFilterPane() {
  const filters = useHistoryStore((state) => state.filters);
  return (
    <section
      role="search"
      className="history-filters flex flex-col gap-3 overflow-y-auto bg-panel p-3"
      aria-label={t('history.filters')}
    >
      <SearchField />
      <TypedField name="caller" input={{ maxLength: 100 }} />
      <div className="history-days">
        <TypedField name="fromDay" input={{ type: 'date', max: '9999-12-31' }} />
        <TypedField name="toDay" input={{ type: 'date', max: '9999-12-31' }} />
      </div>
      {isBackwards(filters) && (
        <p role="alert" className="text-meta text-warn">
          {t('history.filter.backwards')}
        </p>
      )}
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
        text={(reason) => t(`endReason.${reason}`)}
        onChoose={(endReason) => {
          changeFilters({ endReason });
        }}
      />
      <TypedField name="tag" input={{ maxLength: 40 }} />
      <TypedField name="minSeconds" input={{ type: 'number', min: 0, max: 86_400, step: 1 }} />
      {isFiltered(filters) && (
        <button type="button" className="btn btn-small self-start" onClick={clearFilters}>
          {t('history.filter.clear')}
        </button>
      )}
    </section>
  );
}

import { AUDIT_RESULTS } from '#model/auditLog';
import { MAX_CALL_ID_CHARS, MAX_SEARCH_CHARS } from '#model/limits';
import { t } from '../../i18n/i18n';
import { actionText } from '../../state/actWords';
import { actorText } from '../../state/whoActed';
import { Button } from '../../ui/buttons/Button';
import { DayField } from '../../ui/fields/DayField';
import { SearchField } from '../../ui/fields/SearchField';
import { SelectField } from '../../ui/fields/SelectField';
import { TextField } from '../../ui/fields/TextField';
import { isAuditFiltered } from './auditFilters';
import { changeAuditFilters, clearAuditFilters, useAuditStore } from './auditStore';

function ChoiceField(props: {
  readonly name: 'actor' | 'action' | 'result';
  readonly choices: readonly string[];
  readonly text: (choice: string) => string;
}) {
  const { name, choices, text } = props;
  const value: string = useAuditStore((state) => state.filters[name]);
  const offered = value === '' || choices.includes(value) ? choices : [...choices, value];
  return (
    <SelectField<string>
      label={t(`audit.filter.${name}`)}
      labelLook="small"
      value={value}
      choices={[
        { value: '', text: t('audit.any') },
        ...offered.map((each) => ({ value: each, text: text(each) })),
      ]}
      onChange={(chosen) => {
        changeAuditFilters({ [name]: chosen });
      }}
    />
  );
}

function CallField() {
  const value = useAuditStore((state) => state.filters.callId);
  return (
    <TextField
      label={t('audit.filter.callId')}
      labelLook="small"
      maxLength={MAX_CALL_ID_CHARS}
      value={value}
      onChange={(callId) => {
        changeAuditFilters({ callId });
      }}
    />
  );
}

function RangeDay({ name }: { readonly name: 'fromDay' | 'toDay' }) {
  const value = useAuditStore((state) => state.filters[name]);
  return (
    <DayField
      label={t(`audit.filter.${name}`)}
      value={value}
      onChange={(day) => {
        changeAuditFilters({ [name]: day });
      }}
    />
  );
}

/** What the entries are searched by. The search runs while it is typed. */
export function AuditFilterBar() {
  const filters = useAuditStore((state) => state.filters);
  const facets = useAuditStore((state) => state.facets);
  return (
    <section role="search" aria-label={t('audit.filters')} className="audit-filters">
      <SearchField
        id="audit-search"
        label={t('audit.search')}
        placeholder={t('audit.searchHint')}
        maxLength={MAX_SEARCH_CHARS}
        className="self-end"
        value={filters.text}
        onChange={(text) => {
          changeAuditFilters({ text });
        }}
      />
      <ChoiceField name="actor" choices={facets.actors} text={actorText} />
      <ChoiceField name="action" choices={facets.actions} text={actionText} />
      <ChoiceField
        name="result"
        choices={AUDIT_RESULTS}
        text={(result) => t(result === 'ok' ? 'audit.ok' : 'audit.notDone')}
      />
      <RangeDay name="fromDay" />
      <RangeDay name="toDay" />
      <CallField />
      {isAuditFiltered(filters) && (
        <Button size="small" className="self-end" onClick={clearAuditFilters}>
          {t('audit.clear')}
        </Button>
      )}
    </section>
  );
}

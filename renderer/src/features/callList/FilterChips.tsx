import { X } from 'lucide-react';
import { t } from '../../i18n/i18n';
import {
  type CallFilter,
  conditionsOf,
  forgetFilter,
  NO_FILTER,
  setFilter,
  useFilterStore,
} from '../../state/callFilters';
import { useCallsStore } from '../../state/callsStore';
import { choiceText, profilesOf } from './filterTexts';

function Chip(props: {
  readonly text: string;
  readonly pressed?: boolean;
  readonly removeLabel: string;
  readonly onUse?: () => void;
  readonly onRemove: () => void;
}) {
  const { text, pressed = false, onUse } = props;
  return (
    <span className="chip">
      {onUse === undefined ? (
        <span className="px-2">{text}</span>
      ) : (
        <button type="button" className="chip-use" aria-pressed={pressed} onClick={onUse}>
          {text}
        </button>
      )}
      <button
        type="button"
        className="chip-remove"
        aria-label={props.removeLabel}
        onClick={props.onRemove}
      >
        <X size={12} aria-hidden="true" />
      </button>
    </span>
  );
}

function conditionText(filter: CallFilter, name: keyof CallFilter): string {
  if (name === 'profile') {
    const names = profilesOf(useCallsStore.getState().byId);
    return names[filter.profile] ?? filter.profile;
  }
  return choiceText(name, filter[name]);
}

const isSame = (a: CallFilter, b: CallFilter): boolean =>
  conditionsOf({ ...a }).join() === conditionsOf({ ...b }).join() &&
  conditionsOf(a).every((name) => a[name] === b[name]);

/** The conditions in force, and the filters that were saved. */
export function FilterChips() {
  const { filter, saved } = useFilterStore();
  const conditions = conditionsOf(filter);
  const names = Object.keys(saved);
  if (conditions.length === 0 && names.length === 0) {
    return null;
  }
  return (
    <div className="flex flex-wrap gap-1" role="group" aria-label={t('list.filter.inForce')}>
      {conditions.map((name) => (
        <Chip
          key={name}
          text={conditionText(filter, name)}
          removeLabel={t('list.filter.remove', { what: conditionText(filter, name) })}
          onRemove={() => {
            setFilter({ [name]: 'any' });
          }}
        />
      ))}
      {Object.entries(saved).map(([name, each]) => (
        <Chip
          key={`saved ${name}`}
          text={name}
          pressed={isSame(each, filter)}
          removeLabel={t('list.filter.forget', { what: name })}
          onUse={() => {
            setFilter(isSame(each, filter) ? NO_FILTER : each);
          }}
          onRemove={() => {
            forgetFilter(name);
          }}
        />
      ))}
    </div>
  );
}

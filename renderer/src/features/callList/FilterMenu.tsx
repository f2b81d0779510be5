import { ListFilter } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { t } from '../../i18n/i18n';
import {
  conditionsOf,
  FILTER_CHOICES,
  NO_FILTER,
  saveFilter,
  setFilter,
  useFilterStore,
} from '../../state/callFilters';
import { useCallsStore } from '../../state/callsStore';
import { Button } from '../../ui/buttons/Button';
import { IconButton } from '../../ui/buttons/IconButton';
import { Popover } from '../../ui/dialogs/Popover';
import { SelectField } from '../../ui/fields/SelectField';
import { TextField } from '../../ui/fields/TextField';
import { type ChoiceName, choiceText, profilesOf } from './filterTexts';

const NAMES = Object.keys(FILTER_CHOICES) as ChoiceName[];

function ChoiceField({ name }: { readonly name: ChoiceName }) {
  const value = useFilterStore(({ filter }) => filter[name]);
  return (
    <SelectField
      label={t(`list.filter.${name}`)}
      value={value}
      choices={FILTER_CHOICES[name].map((choice) => ({
        value: choice,
        text: choiceText(name, choice),
      }))}
      onChange={(chosen) => {
        setFilter({ [name]: chosen });
      }}
    />
  );
}

function ProfileField() {
  const value = useFilterStore(({ filter }) => filter.profile);
  const profiles = useCallsStore(useShallow(({ byId }) => profilesOf(byId)));
  const known = { ...(value === 'any' ? {} : { [value]: value }), ...profiles };
  const choices = [
    { value: 'any', text: t('list.filter.any') },
    ...Object.entries(known).map(([id, text]) => ({ value: id, text })),
  ];
  return (
    <SelectField
      label={t('list.filter.profile')}
      value={value}
      choices={choices}
      onChange={(profile) => {
        setFilter({ profile });
      }}
    />
  );
}

/** Gives the filter in force a name, under which it can be had again. */
function SaveForm() {
  const [name, setName] = useState('');
  const isEmpty = useFilterStore(({ filter }) => conditionsOf(filter).length === 0);
  const save = (event: SubmitEvent): void => {
    event.preventDefault();
    if (name.trim() !== '' && !isEmpty) {
      saveFilter(name.trim());
      setName('');
    }
  };
  return (
    <form className="flex items-end gap-2" onSubmit={save}>
      <TextField label={t('list.filter.saveAs')} value={name} maxLength={40} onChange={setName} />
      <Button
        type="submit"
        reason={
          isEmpty
            ? t('list.filter.nothingToSave')
            : name.trim() === ''
              ? t('list.filter.nameIt')
              : ''
        }
      >
        {t('list.filter.save')}
      </Button>
    </form>
  );
}

/** By what the list is narrowed. */
export function FilterMenu() {
  const count = useFilterStore(({ filter }) => conditionsOf(filter).length);
  return (
    <Popover
      trigger={
        <IconButton
          icon={ListFilter}
          variant="plain"
          label={count === 0 ? t('list.filter.open') : t('list.filter.openWith', { count })}
          aria-pressed={count > 0}
        />
      }
      align="start"
      className="flex w-72 flex-col gap-3 p-4"
      aria-label={t('list.filter.open')}
    >
      {NAMES.map((name) => (
        <ChoiceField key={name} name={name} />
      ))}
      <ProfileField />
      <Button
        onClick={() => {
          setFilter(NO_FILTER);
        }}
      >
        {t('list.filter.reset')}
      </Button>
      <SaveForm />
    </Popover>
  );
}

import { useRef, useState } from 'react';
import { MAX_SEARCH_NAME_CHARS } from '#model/limits';
import type { Phrase } from '#model/phrases/phrase';
import type { NamedQuery } from '#model/savedSearches';
import { t } from '#window/i18n/i18n';
import { inWords } from '#window/i18n/inWords';
import { closeDialog } from '#window/state/uiStore';
import { FormDialog } from '#window/ui/dialogs/FormDialog.tsx';
import { TextField } from '#window/ui/fields/TextField.tsx';
import { saveSearch } from './savedSearchStore';

/** CSS pixels. */
const WIDTH = 400;

/** Asks for the name of a search. `id` null: it is kept anew. */
export function SaveSearchDialog(props: {
  readonly id: number | null;
  readonly search: NamedQuery;
}) {
  const { id, search } = props;
  const [name, setName] = useState(search.name);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<Phrase | null>(null);
  const nameRef = useRef<HTMLInputElement>(null);
  const save = async () => {
    setPending(true);
    const refused = await saveSearch(id, { name: name.trim(), query: search.query });
    setPending(false);
    if (refused === null) {
      closeDialog();
    } else {
      setError(refused);
    }
  };
  return (
    <FormDialog
      title={t(id === null ? 'history.saved.saveTitle' : 'history.saved.renameTitle')}
      description={t('history.saved.body')}
      width={WIDTH}
      initialFocus={nameRef}
      submitText={t('history.saved.keep')}
      canSubmit={name.trim() !== ''}
      pending={pending}
      error={error === null ? '' : inWords(error)}
      cancelText={t('history.saved.cancel')}
      onSubmit={() => void save()}
      onClose={closeDialog}
    >
      <TextField
        ref={nameRef}
        label={t('history.saved.name')}
        value={name}
        maxLength={MAX_SEARCH_NAME_CHARS}
        onChange={setName}
      />
    </FormDialog>
  );
}

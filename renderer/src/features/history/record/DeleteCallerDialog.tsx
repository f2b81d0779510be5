import { useEffect, useRef, useState } from 'react';
import type { CallerSpelling } from '#model/history';
import type { Phrase } from '#model/phrases/phrase';
import { plainText } from '#model/typedNumber';
import { formatDateTime } from '#window/format/format';
import { t } from '#window/i18n/i18n';
import { inWords } from '#window/i18n/inWords';
import { closeDialog } from '#window/state/uiStore';
import { FormDialog } from '#window/ui/dialogs/FormDialog.tsx';
import { CheckField } from '#window/ui/fields/CheckField.tsx';
import { TextField } from '#window/ui/fields/TextField.tsx';
import { useAttempt } from '#window/ui/messages/useAttempt';
import { deleteCaller, findSpellings } from './recordRequests';

/** A number without spaces, because people space numbers differently. */
const bare = (text: string): string => plainText(text).replaceAll(' ', '');

/** The spellings under which a caller is recorded, as far as they are known. */
type Found =
  | { readonly state: 'looking' }
  | { readonly state: 'failed'; readonly message: Phrase }
  | { readonly state: 'ready'; readonly spellings: readonly CallerSpelling[] };

function useSpellings(callerNumber: string): Found {
  const [found, setFound] = useState<Found>({ state: 'looking' });
  useEffect(() => {
    let isOver = false;
    void findSpellings(callerNumber).then((answer) => {
      if (!isOver) {
        setFound(
          answer.ok
            ? { state: 'ready', spellings: answer.value }
            : { state: 'failed', message: answer.error.phrase },
        );
      }
    });
    return () => {
      isOver = true;
    };
  }, [callerNumber]);
  return found;
}

/** Which of several spellings are meant. */
function Spellings(props: {
  readonly spellings: readonly CallerSpelling[];
  readonly kept: readonly string[];
  readonly onChange: (kept: readonly string[]) => void;
}) {
  const { spellings, kept, onChange } = props;
  return (
    <fieldset className="flex max-h-56 flex-col gap-2 overflow-y-auto">
      <legend className="pb-2 text-meta text-muted">{t('history.delete.spellings')}</legend>
      {spellings.map(({ number, calls, lastAt }) => (
        <CheckField
          key={number}
          label={number}
          hint={t('history.delete.callsUntil', {
            count: calls,
            at: formatDateTime(lastAt),
          })}
          checked={!kept.includes(number)}
          onChange={(checked) => {
            onChange(checked ? kept.filter((each) => each !== number) : [...kept, number]);
          }}
        />
      ))}
    </fieldset>
  );
}

/**
 * Removes all that is kept of a caller, under each spelling of the number that is not unchecked,
 * once the number was typed in: it cannot be undone.
 */
export function DeleteCallerDialog({ callerNumber }: { readonly callerNumber: string }) {
  const [typed, setTyped] = useState('');
  const [kept, setKept] = useState<readonly string[]>([]);
  const [deleting, attempt] = useAttempt();
  const found = useSpellings(callerNumber);
  const fieldRef = useRef<HTMLInputElement>(null);
  const pending = deleting.state === 'pending';
  const spellings = found.state === 'ready' ? found.spellings : [];
  const chosen = spellings.map(({ number }) => number).filter((each) => !kept.includes(each));
  const carryOut = async (): Promise<void> => {
    if (await attempt(() => deleteCaller(callerNumber, chosen))) {
      closeDialog();
    }
  };
  const failed = deleting.state === 'failed' ? inWords(deleting.message) : '';
  return (
    <FormDialog
      danger
      title={t('history.delete.title', { number: callerNumber })}
      description={t('history.delete.body')}
      width={460}
      initialFocus={fieldRef}
      submitText={t(pending ? 'history.delete.pending' : 'history.delete.confirm')}
      canSubmit={chosen.length > 0 && bare(typed) === bare(callerNumber)}
      pending={pending}
      error={found.state === 'failed' ? inWords(found.message) : failed}
      cancelText={t('history.delete.keep')}
      onSubmit={() => void carryOut()}
      onClose={closeDialog}
    >
      {spellings.length > 1 && <Spellings spellings={spellings} kept={kept} onChange={setKept} />}
      <TextField
        ref={fieldRef}
        label={t('history.delete.type', { number: callerNumber })}
        value={typed}
        disabled={pending}
        onChange={setTyped}
      />
    </FormDialog>
  );
}

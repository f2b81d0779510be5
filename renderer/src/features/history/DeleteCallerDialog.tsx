import { useId, useRef, useState } from 'react';
import { t } from '../../i18n/i18n';
import { NO_DIALOG, useUiStore } from '../../state/uiStore';
import { Modal } from '../../ui/Modal';
import { deleteCaller } from './recordRequests';

/** Where deleting stands. */
type Deleting =
  | { readonly state: 'asking' }
  | { readonly state: 'pending' }
  | { readonly state: 'failed'; readonly message: string };

/** Only the signs count: how a number is spaced is a matter of taste. */
const bare = (text: string): string => text.replaceAll(/\s/g, '');

/** Removes all that is kept of a caller, once the number was typed in: it cannot be undone. */
export function DeleteCallerDialog({ callerNumber }: { readonly callerNumber: string }) {
  const set = useUiStore((state) => state.set);
  const [typed, setTyped] = useState('');
  const [deleting, setDeleting] = useState<Deleting>({ state: 'asking' });
  const fieldRef = useRef<HTMLInputElement>(null);
  const fieldId = useId();
  const pending = deleting.state === 'pending';
  const matches = bare(typed) === bare(callerNumber);
  const close = (): void => {
    if (!pending) {
      set({ dialog: NO_DIALOG });
    }
  };
  const carryOut = async (): Promise<void> => {
    if (!matches || pending) {
      return;
    }
    setDeleting({ state: 'pending' });
    const refusal = await deleteCaller(callerNumber);
    if (refusal === null) {
      set({ dialog: NO_DIALOG });
    } else {
      setDeleting({ state: 'failed', message: refusal });
    }
  };
  return (
    <Modal
      title={t('history.delete.title', { number: callerNumber })}
      description={t('history.delete.body')}
      width={460}
      role="alertdialog"
      initialFocus={fieldRef}
      onClose={close}
    >
      <form
        className="flex flex-col gap-4 px-5 pt-4 pb-4"
        onSubmit={(event) => {
          event.preventDefault();
          void carryOut();
        }}
      >
        <div>
          <label htmlFor={fieldId} className="mb-1 block text-muted">
            {t('history.delete.type', { number: callerNumber })}
          </label>
          <input
            id={fieldId}
            ref={fieldRef}
            type="text"
            className="field"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            disabled={pending}
            onChange={(event) => {
              setTyped(event.target.value);
            }}
          />
        </div>
        {deleting.state === 'failed' && (
          <p role="alert" className="text-danger select-text">
            {deleting.message}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <button type="submit" className="btn btn-danger" disabled={!matches || pending}>
            {t(pending ? 'history.delete.pending' : 'history.delete.confirm')}
          </button>
          <button type="button" className="btn" disabled={pending} onClick={close}>
            {t('history.delete.keep')}
          </button>
        </div>
      </form>
    </Modal>
  );
}

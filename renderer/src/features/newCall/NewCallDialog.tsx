import { useId, useRef, useState } from 'react';
import { request } from '../../bridge/request';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { NO_DIALOG, useUiStore } from '../../state/uiStore';
import { Modal } from '../../ui/Modal';
import { useProfileList } from '../profiles/useProfileList';

/** Where placing the call stands. */
type Placing =
  | { readonly state: 'asking' }
  | { readonly state: 'pending' }
  | { readonly state: 'failed'; readonly message: string };

/**
 * What is dialled: a number without the signs that people put into it to read it better; a name as
 * it is.
 */
function dialled(typed: string): string {
  return /^[\d\s()/.+*#-]*$/.test(typed) ? typed.replaceAll(/[\s()/.-]/g, '') : typed.trim();
}

/** Calls somebody with a profile; the call is selected once Asterisk dials. */
export function NewCallDialog() {
  const set = useUiStore((state) => state.set);
  const profiles = useProfileList();
  const [number, setNumber] = useState('');
  const [profileId, setProfileId] = useState('default');
  const [placing, setPlacing] = useState<Placing>({ state: 'asking' });
  const numberRef = useRef<HTMLInputElement>(null);
  const numberId = useId();
  const profileFieldId = useId();
  const pending = placing.state === 'pending';
  const close = (): void => {
    set({ dialog: NO_DIALOG });
  };
  const place = async (): Promise<void> => {
    if (pending || dialled(number) === '') {
      return;
    }
    setPlacing({ state: 'pending' });
    const placed = await request((api) => api.placeCall({ number: dialled(number), profileId }));
    if (placed.ok) {
      useCallsStore.getState().select(placed.value);
      close();
    } else {
      setPlacing({ state: 'failed', message: placed.error.message });
    }
  };
  return (
    <Modal
      title={t('newCall.title')}
      description={t('newCall.body')}
      width={420}
      initialFocus={numberRef}
      onClose={close}
    >
      <form
        className="flex flex-col gap-4 px-5 pt-4 pb-4"
        onSubmit={(event) => {
          event.preventDefault();
          void place();
        }}
      >
        <div>
          <label htmlFor={numberId} className="mb-1 block text-muted">
            {t('newCall.number')}
          </label>
          <input
            id={numberId}
            ref={numberRef}
            type="text"
            className="field tabular-nums"
            maxLength={60}
            autoComplete="off"
            spellCheck={false}
            value={number}
            onChange={(event) => {
              setNumber(event.target.value);
            }}
          />
        </div>
        <div>
          <label htmlFor={profileFieldId} className="mb-1 block text-muted">
            {t('newCall.profile')}
          </label>
          <select
            id={profileFieldId}
            className="field"
            value={profileId}
            onChange={(event) => {
              setProfileId(event.target.value);
            }}
          >
            {profiles.length === 0 && <option value="default">{t('newCall.default')}</option>}
            {profiles.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        {placing.state === 'failed' && (
          <p role="alert" className="text-danger select-text">
            {placing.message}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <button type="button" className="btn" onClick={close}>
            {t('newCall.cancel')}
          </button>
          <button
            type="submit"
            className="btn btn-primary"
            disabled={pending || dialled(number) === ''}
          >
            {t(pending ? 'newCall.calling' : 'newCall.call')}
          </button>
        </div>
      </form>
    </Modal>
  );
}

import { useRef, useState } from 'react';
import { MAX_TARGET_CHARS } from '#model/limits';
import { request } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useCallsStore } from '../../state/callsStore';
import { closeDialog } from '../../state/uiStore';
import { FormDialog } from '../../ui/dialogs/FormDialog';
import { SelectField } from '../../ui/fields/SelectField';
import { TextField } from '../../ui/fields/TextField';
import { useAttempt } from '../../ui/messages/useAttempt';
import { useProfileList } from '../profiles';

/** Longest typed number: the longest target, and room for signs that are not dialled. */
const MAX_TYPED_CHARS = MAX_TARGET_CHARS + 20;

/**
 * The target that is dialled: a number without the signs that make it easier to read; a name as it
 * is.
 */
function dialled(typed: string): string {
  return /^[\d\s()/.+*#-]*$/.test(typed) ? typed.replaceAll(/[\s()/.-]/g, '') : typed.trim();
}

/** Calls somebody with a profile; the call is selected once Asterisk dials. */
export function NewCallDialog() {
  const profiles = useProfileList();
  const [typed, setTyped] = useState('');
  const [profileId, setProfileId] = useState('default');
  const [placing, attempt] = useAttempt();
  const numberRef = useRef<HTMLInputElement>(null);
  const pending = placing.state === 'pending';
  const number = dialled(typed);
  const place = (): Promise<boolean> =>
    attempt(async () => {
      const placed = await request('calls:place', { number, profileId });
      if (!placed.ok) {
        return inWords(placed.error.phrase);
      }
      useCallsStore.getState().select(placed.value);
      closeDialog();
      return null;
    });
  return (
    <FormDialog
      title={t('newCall.title')}
      description={t('newCall.body')}
      width={420}
      initialFocus={numberRef}
      submitText={t(pending ? 'newCall.calling' : 'newCall.call')}
      canSubmit={number !== ''}
      pending={pending}
      error={placing.state === 'failed' ? placing.message : ''}
      cancelText={t('newCall.cancel')}
      onSubmit={() => void place()}
      onClose={closeDialog}
    >
      <TextField
        ref={numberRef}
        label={t('newCall.number')}
        className="tabular-nums"
        maxLength={MAX_TYPED_CHARS}
        value={typed}
        onChange={setTyped}
      />
      <SelectField
        label={t('newCall.profile')}
        value={profileId}
        choices={
          profiles.length === 0
            ? [{ value: 'default', text: t('newCall.default') }]
            : profiles.map(({ id, name }) => ({ value: id, text: name }))
        }
        onChange={setProfileId}
      />
    </FormDialog>
  );
}

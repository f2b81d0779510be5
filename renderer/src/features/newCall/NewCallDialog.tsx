import { useRef, useState } from 'react';
import { MAX_TYPED_TARGET_CHARS } from '#model/limits';
import { plainText, readTarget } from '#model/typedNumber';
import { request } from '../../bridge/bridge';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useCallsStore } from '../../state/callsStore';
import { useRoleReason } from '../../state/stationStore';
import { closeDialog } from '../../state/uiStore';
import { FormDialog } from '../../ui/dialogs/FormDialog';
import { SelectField } from '../../ui/fields/SelectField';
import { TextField } from '../../ui/fields/TextField';
import { useAttempt } from '../../ui/messages/useAttempt';
import { useProfileList } from '../profiles';

/** Calls somebody with a profile; the call is selected once Asterisk dials. */
export function NewCallDialog() {
  const reason = useRoleReason('call.place');
  const profiles = useProfileList();
  const [typed, setTyped] = useState('');
  const [profileId, setProfileId] = useState('default');
  const [placing, attempt] = useAttempt();
  const numberRef = useRef<HTMLInputElement>(null);
  const pending = placing.state === 'pending';
  const isEmpty = plainText(typed) === '';
  const read = readTarget(typed);
  const place = (): Promise<boolean> =>
    attempt(async () => {
      if (!read.ok) {
        return read.phrase;
      }
      const placed = await request('calls:place', { number: read.target, profileId });
      if (!placed.ok) {
        return placed.error.phrase;
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
      canSubmit={!isEmpty}
      reason={reason}
      pending={pending}
      error={placing.state === 'failed' ? inWords(placing.message) : ''}
      cancelText={t('newCall.cancel')}
      onSubmit={() => void place()}
      onClose={closeDialog}
    >
      <TextField
        ref={numberRef}
        label={t('newCall.number')}
        className="tabular-nums"
        maxLength={MAX_TYPED_TARGET_CHARS}
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

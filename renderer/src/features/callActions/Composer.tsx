import { LoaderCircle, Send } from 'lucide-react';
import { useState } from 'react';
import type { CallId } from '#model/call';
import { MAX_TEXT_CHARS } from '#model/limits';
import { t } from '../../i18n/i18n';
import { sendCommand, usePending } from '../../state/callRequests';
import { useUiStore } from '../../state/uiStore';
import { IconButton } from '../../ui/buttons/IconButton';
import { Select } from '../../ui/fields/Select';
import { TextInput } from '../../ui/fields/TextInput';
import { useControls } from './useControls';

const MODES = ['say', 'whisper'] as const;

/** Id of the text field, for the keys that lead to it. */
export const COMPOSER_FIELD_ID = 'call-words';

/** Words for the AI: either it says them to the caller, or it keeps them to itself. */
export function Composer({ callId }: { readonly callId: CallId }) {
  const mode = useUiStore((state) => state.composerMode);
  const set = useUiStore((state) => state.set);
  const controls = useControls(callId);
  const pending = usePending(callId, mode);
  const [text, setText] = useState('');
  if (controls === null) {
    return null;
  }
  const reason = controls.reason(mode);
  const words = text.trim();
  const canSend = reason === '' && !pending && words !== '';
  const send = async (): Promise<void> => {
    if (canSend && (await sendCommand(callId, { kind: mode, text: words }))) {
      setText('');
    }
  };
  return (
    <form
      className="composer"
      aria-label={t('composer.label')}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Select
        className="composer-mode"
        value={mode}
        choices={MODES.map((each) => ({ value: each, text: t(`composer.${each}`) }))}
        aria-label={t('composer.mode')}
        title={t(`composer.hint.${mode}`)}
        onChange={(composerMode) => {
          set({ composerMode });
        }}
      />
      <TextInput
        id={COMPOSER_FIELD_ID}
        className="composer-text"
        value={text}
        maxLength={MAX_TEXT_CHARS}
        spellCheck
        disabled={reason !== ''}
        placeholder={reason === '' ? t(`composer.placeholder.${mode}`) : reason}
        title={reason}
        aria-label={t(`composer.field.${mode}`)}
        onChange={setText}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.currentTarget.blur();
          }
        }}
      />
      <IconButton
        type="submit"
        icon={pending ? LoaderCircle : Send}
        turning={pending}
        label={t('composer.send')}
        variant="plain"
        size="large"
        className="composer-send"
        disabled={!canSend}
      />
    </form>
  );
}

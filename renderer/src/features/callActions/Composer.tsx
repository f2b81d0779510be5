import { LoaderCircle, Send } from 'lucide-react';
import { useState } from 'react';
import type { CallId } from '#model/call';
import { MAX_TEXT_CHARS } from '#model/limits';
import { t } from '../../i18n/i18n';
import { sendCommand, usePending } from '../../state/callRequests';
import { useUiStore } from '../../state/uiStore';
import { useControls } from './useControls';

/** Id of the text field, for the keys that lead to it. */
export const COMPOSER_FIELD_ID = 'call-words';

/** Words for the AI: to be said to the caller, or for itself alone. */
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
      <select
        className="field composer-mode"
        value={mode}
        aria-label={t('composer.mode')}
        title={t(`composer.hint.${mode}`)}
        onChange={(event) => {
          set({ composerMode: event.target.value === 'say' ? 'say' : 'whisper' });
        }}
      >
        <option value="say">{t('composer.say')}</option>
        <option value="whisper">{t('composer.whisper')}</option>
      </select>
      <input
        id={COMPOSER_FIELD_ID}
        type="text"
        className="field composer-text"
        value={text}
        maxLength={MAX_TEXT_CHARS}
        disabled={reason !== ''}
        placeholder={reason === '' ? t(`composer.placeholder.${mode}`) : reason}
        title={reason}
        aria-label={t(`composer.field.${mode}`)}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.currentTarget.blur();
          }
        }}
      />
      <button
        type="submit"
        className="btn btn-icon composer-send"
        disabled={!canSend}
        aria-label={t('composer.send')}
        title={t('composer.send')}
      >
        {pending ? (
          <LoaderCircle size={15} className="spin" aria-hidden="true" />
        ) : (
          <Send size={15} aria-hidden="true" />
        )}
      </button>
    </form>
  );
}

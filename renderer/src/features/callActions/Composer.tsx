import { LoaderCircle, Send } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import type { CallId } from '#model/call';
import { MAX_TEXT_CHARS } from '#model/limits';
import { t } from '../../i18n/i18n';
import { sendCommand, usePending } from '../../state/callRequests';
import { changeDraft, type ComposerMode, draftOf, useDraft } from '../../state/drafts';
import { focusOn, useFocusPlace } from '../../state/focusPlaces';
import { IconButton } from '../../ui/buttons/IconButton';
import { Modes } from '../../ui/buttons/Modes';
import { TextArea } from '../../ui/fields/TextArea';
import { sayWithUndo, undoSay } from './sayWithUndo';
import { useControls } from './useControls';

const MODES: readonly ComposerMode[] = ['whisper', 'say'];

/** The words go back into the field, unless something else stands there by now. */
function giveBack(callId: CallId, text: string): void {
  if (draftOf(callId).text === '') {
    changeDraft(callId, { mode: 'say', text });
  }
}

/**
 * Whispers at once; what the caller hears can be taken back for a moment. What is typed next is a
 * whisper, unless it is chosen otherwise again: that is the milder slip.
 */
async function send(callId: CallId, mode: ComposerMode, words: string): Promise<void> {
  if (mode === 'say') {
    changeDraft(callId, { mode: 'whisper', text: '' });
    sayWithUndo(callId, words, () => {
      giveBack(callId, words);
    });
  } else if (await sendCommand(callId, { kind: 'whisper', text: words })) {
    // Something else may have been typed meanwhile.
    if (draftOf(callId).text.trim() === words) {
      changeDraft(callId, { text: '' });
    }
  }
}

/**
 * Words for the AI: either it keeps them to itself, or it says them to the caller. What is typed
 * stays with the call, whatever becomes of it meanwhile.
 */
export function Composer({ callId }: { readonly callId: CallId }) {
  const { mode, text } = useDraft(callId);
  const controls = useControls(callId);
  const pending = usePending(callId, mode);
  const fieldRef = useRef<HTMLTextAreaElement>(null);
  useFocusPlace('composer', fieldRef);
  if (controls === null) {
    return null;
  }
  const words = text.trim();
  const reason = controls.reason(mode);
  const submit = (as: ComposerMode): void => {
    if (words !== '' && !pending && controls.reason(as) === '') {
      void send(callId, as, words);
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) {
      return;
    }
    if (event.key === 'Escape') {
      if (undoSay(callId)) {
        event.stopPropagation();
      }
    } else if (event.key === 'Enter' && !event.altKey && !event.ctrlKey) {
      event.preventDefault();
      submit(event.shiftKey ? 'say' : mode);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      event.currentTarget.setRangeText('\n', ...selectionOf(event.currentTarget), 'end');
      changeDraft(callId, { text: event.currentTarget.value });
    }
  };
  return (
    <form
      className="composer"
      data-mode={mode}
      aria-label={t('composer.label')}
      onSubmit={(event) => {
        event.preventDefault();
        submit(mode);
      }}
    >
      <Modes
        label={t('composer.mode')}
        value={mode}
        choices={MODES.map((value) => ({ value, text: t(`composer.${value}`) }))}
        onChoose={(chosen) => {
          changeDraft(callId, { mode: chosen });
          focusOn('composer');
        }}
      />
      <TextArea
        ref={fieldRef}
        className="composer-text"
        rows={1}
        value={text}
        maxLength={MAX_TEXT_CHARS}
        placeholder={reason === '' ? t(`composer.placeholder.${mode}`) : reason}
        aria-label={t(`composer.field.${mode}`)}
        title={t(`composer.hint.${mode}`)}
        onChange={(next) => {
          changeDraft(callId, { text: next });
        }}
        onKeyDown={onKeyDown}
      />
      <IconButton
        type="submit"
        icon={pending ? LoaderCircle : Send}
        turning={pending}
        label={t(`composer.send.${mode}`)}
        variant="plain"
        size="large"
        className="composer-send"
        reason={reason}
        aria-disabled={pending || words === ''}
      />
    </form>
  );
}

const selectionOf = ({
  selectionStart,
  selectionEnd,
}: HTMLTextAreaElement): readonly [number, number] => [selectionStart, selectionEnd];

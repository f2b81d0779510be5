import type { RefObject } from 'react';
import type { CallNote } from '#model/history';
import { MAX_NOTE_CHARS } from '#model/limits';
import { commandKey } from '#window/format/commandKey';
import { formatDateTime } from '#window/format/format';
import { t } from '#window/i18n/i18n';
import { inWords } from '#window/i18n/inWords';
import { changeNoteDraft, dropNoteDraft, useNoteDraft } from '#window/state/drafts';
import { useRoleReason } from '#window/state/stationStore';
import { actorText } from '#window/state/whoActed';
import { Button } from '#window/ui/buttons/Button.tsx';
import { AreaField } from '#window/ui/fields/AreaField.tsx';
import { ErrorText } from '#window/ui/messages/ErrorText.tsx';
import { useAttempt } from '#window/ui/messages/useAttempt';
import { addNote } from './recordRequests';

const noOp = (): void => undefined;

/** Room for a note. What is written stays with the call while another call or page is shown. */
function NewNote(props: {
  readonly callId: string;
  readonly fieldRef?: RefObject<HTMLTextAreaElement | null> | undefined;
  readonly onAdded: () => void;
}) {
  const reason = useRoleReason('history.addNote');
  const { callId, fieldRef, onAdded } = props;
  const text = useNoteDraft(callId);
  const [adding, attempt] = useAttempt();
  const pending = adding.state === 'pending';
  const note = text.trim();
  const add = async (): Promise<void> => {
    // What was written stays until it is saved.
    if (note !== '' && (await attempt(() => addNote(callId, note)))) {
      dropNoteDraft(callId, note);
      onAdded();
    }
  };
  return (
    <div className="flex flex-col gap-2">
      <AreaField
        ref={fieldRef}
        label={t('history.note.new')}
        labelLook="small"
        className="h-20 resize-none"
        value={text}
        maxLength={MAX_NOTE_CHARS}
        onChange={(written) => {
          changeNoteDraft(callId, written);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void add();
          }
        }}
      />
      <div className="flex items-center gap-3">
        <Button
          size="small"
          disabled={note === '' && reason === ''}
          pending={pending}
          reason={reason}
          onClick={() => void add()}
        >
          {t(pending ? 'history.note.adding' : 'history.note.add')}
        </Button>
        <span className="text-meta text-faint">
          {t('history.note.hint', { key: commandKey() })}
        </span>
      </div>
      {adding.state === 'failed' && <ErrorText>{inWords(adding.message)}</ErrorText>}
    </div>
  );
}

/** What supervisors wrote on the call, and room for more. */
export function RecordNotes(props: {
  readonly callId: string;
  readonly notes: readonly CallNote[];
  /** For who shows them elsewhere than on the page of the call. */
  readonly fieldRef?: RefObject<HTMLTextAreaElement | null>;
  readonly onAdded?: () => void;
}) {
  return (
    <div className="flex max-w-[72ch] flex-col gap-4 px-5">
      {props.notes.length > 0 && (
        <ol className="flex flex-col gap-3" aria-label={t('history.tab.notes')}>
          {props.notes.map((note) => (
            <li key={note.id}>
              <div className="text-meta text-faint">
                {formatDateTime(note.at)} · {actorText(note.actor)}
              </div>
              <p className="whitespace-pre-wrap select-text" dir="auto">
                {note.text}
              </p>
            </li>
          ))}
        </ol>
      )}
      <NewNote callId={props.callId} fieldRef={props.fieldRef} onAdded={props.onAdded ?? noOp} />
    </div>
  );
}

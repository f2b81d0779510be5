import { useId, useState } from 'react';
import type { CallNote } from '#model/history';
import { formatDateTime } from '../../format/format';
import { t } from '../../i18n/i18n';
import { COMMAND_KEY } from '../shortcuts/shortcutTable';
import { addNote } from './recordRequests';

/** Where adding stands. */
type Adding =
  | { readonly state: 'idle' }
  | { readonly state: 'pending' }
  | { readonly state: 'failed'; readonly message: string };

function NewNote({ callId }: { readonly callId: string }) {
  const [text, setText] = useState('');
  const [adding, setAdding] = useState<Adding>({ state: 'idle' });
  const id = useId();
  const isBlank = text.trim() === '';
  const add = async (): Promise<void> => {
    if (isBlank || adding.state === 'pending') {
      return;
    }
    setAdding({ state: 'pending' });
    const refusal = await addNote(callId, text.trim());
    // What was written stays until it is saved.
    setText((now) => (refusal === null ? '' : now));
    setAdding(refusal === null ? { state: 'idle' } : { state: 'failed', message: refusal });
  };
  return (
    <div className="flex flex-col gap-2">
      <label htmlFor={id} className="text-meta text-muted">
        {t('history.note.new')}
      </label>
      <textarea
        id={id}
        className="field h-20! resize-none py-1.5"
        value={text}
        maxLength={4000}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void add();
          }
        }}
      />
      <div className="flex items-center gap-3">
        <button
          type="button"
          className="btn btn-small"
          disabled={isBlank || adding.state === 'pending'}
          onClick={() => void add()}
        >
          {t(adding.state === 'pending' ? 'history.note.adding' : 'history.note.add')}
        </button>
        <span className="text-meta text-faint">{t('history.note.hint', { key: COMMAND_KEY })}</span>
      </div>
      {adding.state === 'failed' && (
        <p role="alert" className="text-danger select-text">
          {adding.message}
        </p>
      )}
    </div>
  );
}

/** What supervisors wrote on the call, and room for more. */
export function RecordNotes(props: {
  readonly callId: string;
  readonly notes: readonly CallNote[];
}) {
  return (
    <div className="flex max-w-[72ch] flex-col gap-4 px-5">
      {props.notes.length > 0 && (
        <ol className="flex flex-col gap-3" aria-label={t('history.tab.notes')}>
          {props.notes.map((note) => (
            <li key={note.id}>
              <div className="text-meta text-faint">
                {formatDateTime(note.at)} · {note.actor}
              </div>
              <p className="whitespace-pre-wrap select-text">{note.text}</p>
            </li>
          ))}
        </ol>
      )}
      <NewNote callId={props.callId} />
    </div>
  );
}

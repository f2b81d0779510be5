import { X } from 'lucide-react';
import { useState } from 'react';
import { t } from '../../i18n/i18n';
import { setTags } from './recordRequests';

/** Most tags of a call and longest tag, as the main process takes them. */
const MAX_TAGS = 20;
const MAX_TAG_CHARS = 40;

/** Where a change of the tags stands. */
type Change =
  | { readonly state: 'idle' }
  | { readonly state: 'pending' }
  | { readonly state: 'failed'; readonly message: string };

/** The tags of a call: each can be taken off, new ones are typed in. */
export function TagEditor(props: { readonly callId: string; readonly tags: readonly string[] }) {
  const { callId, tags } = props;
  const [text, setText] = useState('');
  const [change, setChange] = useState<Change>({ state: 'idle' });
  const pending = change.state === 'pending';
  const apply = async (next: readonly string[]): Promise<void> => {
    setChange({ state: 'pending' });
    const refusal = await setTags(callId, next);
    setChange(refusal === null ? { state: 'idle' } : { state: 'failed', message: refusal });
    if (refusal === null) {
      setText('');
    }
  };
  const add = (): void => {
    const tag = text.trim();
    if (tag === '' || pending) {
      return;
    }
    if (tags.includes(tag)) {
      setText('');
      return;
    }
    void apply([...tags, tag]);
  };
  return (
    <div>
      <ul className="flex flex-wrap items-center gap-1.5" aria-label={t('history.tags')}>
        {tags.map((tag) => (
          <li key={tag} className="badge h-7 gap-1! pr-0.5! text-[12px]!">
            {tag}
            <button
              type="button"
              className="grid size-6 place-items-center rounded hover:bg-hover"
              aria-label={t('history.tag.remove', { tag })}
              disabled={pending}
              onClick={() => void apply(tags.filter((each) => each !== tag))}
            >
              <X size={12} aria-hidden="true" />
            </button>
          </li>
        ))}
        {tags.length < MAX_TAGS && (
          <li>
            <input
              type="text"
              className="field h-7! w-36! text-meta"
              value={text}
              maxLength={MAX_TAG_CHARS}
              placeholder={t('history.tag.hint')}
              aria-label={t('history.tag.add')}
              onChange={(event) => {
                setText(event.target.value);
              }}
              onKeyDown={(event) => {
                if (event.key === 'Enter') {
                  event.preventDefault();
                  add();
                }
              }}
            />
          </li>
        )}
      </ul>
      {change.state === 'failed' && (
        <p role="alert" className="mt-1 text-danger select-text">
          {change.message}
        </p>
      )}
    </div>
  );
}

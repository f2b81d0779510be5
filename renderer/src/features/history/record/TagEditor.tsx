import { X } from 'lucide-react';
import { useState } from 'react';
import { MAX_TAG_CHARS, MAX_TAGS } from '#model/limits';
import { t } from '#window/i18n/i18n';
import { inWords } from '#window/i18n/inWords';
import { useRoleReason } from '#window/state/stationStore';
import { IconButton } from '#window/ui/buttons/IconButton.tsx';
import { TextInput } from '#window/ui/fields/TextInput.tsx';
import { ErrorText } from '#window/ui/messages/ErrorText.tsx';
import { useAttempt } from '#window/ui/messages/useAttempt';
import { Badge } from '#window/ui/signs/Badge.tsx';
import { setTags } from './recordRequests';

/** The tags of a call: each can be taken off, new ones are typed in. */
export function TagEditor(props: {
  readonly callId: string;
  readonly tags: readonly string[];
  /** For who shows them elsewhere than on the page of the call. */
  readonly onChanged?: () => void;
}) {
  const reason = useRoleReason('history.setTags');
  const { callId, tags, onChanged } = props;
  const [text, setText] = useState('');
  const [change, attempt] = useAttempt();
  const apply = async (next: readonly string[]): Promise<void> => {
    if (await attempt(() => setTags(callId, next))) {
      setText('');
      onChanged?.();
    }
  };
  const add = (): void => {
    const tag = text.trim();
    if (tags.includes(tag)) {
      setText('');
    } else if (tag !== '') {
      void apply([...tags, tag]);
    }
  };
  return (
    <div>
      <ul className="flex flex-wrap items-center gap-1.5" aria-label={t('history.tags')}>
        {tags.map((tag) => (
          <li key={tag}>
            <Badge size="medium" className="h-7 pr-0.5">
              <bdi>{tag}</bdi>
              <IconButton
                icon={X}
                label={t('history.tag.remove', { tag })}
                size="tiny"
                disabled={change.state === 'pending'}
                reason={reason}
                onClick={() => void apply(tags.filter((each) => each !== tag))}
              />
            </Badge>
          </li>
        ))}
        {tags.length < MAX_TAGS && (
          <li>
            <TextInput
              className="h-7 w-36 text-meta"
              spellCheck
              value={text}
              readOnly={reason !== ''}
              aria-description={reason === '' ? undefined : reason}
              title={reason}
              maxLength={MAX_TAG_CHARS}
              placeholder={t('history.tag.hint')}
              aria-label={t('history.tag.add')}
              onChange={setText}
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
        <ErrorText className="mt-1">{inWords(change.message)}</ErrorText>
      )}
    </div>
  );
}

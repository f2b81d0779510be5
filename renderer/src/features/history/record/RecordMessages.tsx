import { isolated } from '#model/direction';
import type { InboxMessage } from '#model/inbox';
import { formatDateTime } from '#window/format/format';
import { t } from '#window/i18n/i18n';
import { actorText } from '#window/state/whoActed';

/** What the caller left to be passed on. It is marked as done in the inbox. */
export function RecordMessages({ messages }: { readonly messages: readonly InboxMessage[] }) {
  return (
    <ol className="flex max-w-[72ch] flex-col gap-3 px-5" aria-label={t('history.tab.messages')}>
      {messages.map(({ id, at, from, callBack, text, done }) => (
        <li key={id}>
          <div className="text-meta text-faint">
            {[formatDateTime(at), isolated(from), callBack]
              .filter((part) => part !== '')
              .join(' · ')}
          </div>
          <p className="whitespace-pre-wrap select-text" dir="auto">
            {text}
          </p>
          <div className="text-meta text-muted">
            {done === null
              ? t('history.message.open')
              : t('history.message.doneBy', {
                  actor: actorText(done.by),
                  at: formatDateTime(done.at),
                })}
          </div>
        </li>
      ))}
    </ol>
  );
}

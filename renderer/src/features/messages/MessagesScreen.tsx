import { useEffect } from 'react';
import { isolated } from '#model/direction';
import { type InboxMessage, MESSAGE_STATES } from '#model/inbox';
import { formatDateTime, formatNumber } from '../../format/format';
import { t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { useRoleReason } from '../../state/stationStore';
import { actorText } from '../../state/whoActed';
import { Button } from '../../ui/buttons/Button';
import { RefreshButton } from '../../ui/buttons/RefreshButton';
import { Check } from '../../ui/fields/Check';
import { Select } from '../../ui/fields/Select';
import { Screen } from '../../ui/layout/Screen';
import { Title } from '../../ui/layout/Title';
import { ErrorText } from '../../ui/messages/ErrorText';
import { Placeholder } from '../../ui/messages/Placeholder';
import { CallLink } from '../history';
import {
  filterMessages,
  markMessage,
  readMessages,
  readOlderMessages,
  useMessagesStore,
} from './messagesStore';

const COLUMNS = ['done', 'at', 'caller', 'message', 'call'] as const;

const FILTERS = [...MESSAGE_STATES, 'any'] as const;

function Toolbar() {
  const { filter, open, list, refusal } = useMessagesStore();
  return (
    <div className="flex min-h-12 items-center gap-3 px-4 py-2">
      <Title>{t('messages.title')}</Title>
      <span role="status" className="text-meta text-muted">
        {open === null ? '' : t('messages.open', { count: open })}
      </span>
      {refusal !== null && <ErrorText>{inWords(refusal)}</ErrorText>}
      <div className="flex-1" />
      <Select
        className="w-auto"
        aria-label={t('messages.show')}
        value={filter}
        choices={FILTERS.map((value) => ({ value, text: t(`messages.filter.${value}`) }))}
        onChange={filterMessages}
      />
      <RefreshButton
        label={t('messages.refresh')}
        loading={list.state === 'loading'}
        onClick={() => void readMessages()}
      />
    </div>
  );
}

function DoneMark({ message }: { readonly message: InboxMessage }) {
  const reason = useRoleReason('message.mark');
  const { id, done, at, callerNumber } = message;
  const marking = useMessagesStore((state) => state.marking.has(id));
  const label = { number: formatNumber(callerNumber), at: formatDateTime(at) };
  return (
    <>
      <Check
        checked={done !== null}
        aria-label={t('messages.mark', label)}
        aria-disabled={marking || reason !== ''}
        aria-description={reason === '' ? undefined : reason}
        title={reason}
        onChange={(checked) => {
          if (reason === '') {
            void markMessage(id, checked);
          }
        }}
      />
      {done !== null && (
        <div className="text-meta whitespace-nowrap text-muted">
          {t('messages.doneBy', { actor: actorText(done.by), at: formatDateTime(done.at) })}
        </div>
      )}
    </>
  );
}

function Row({ message }: { readonly message: InboxMessage }) {
  const { at, callerNumber, callerName, profileName, from, callBack, text, callId } = message;
  const who = [isolated(callerName), profileName].filter((part) => part !== '').join(' · ');
  return (
    <tr>
      <td>
        <DoneMark message={message} />
      </td>
      <td className="font-mono text-meta whitespace-nowrap tabular-nums">
        <time dateTime={new Date(at).toISOString()}>{formatDateTime(at)}</time>
      </td>
      <td className="tabular-nums">
        <div className="font-medium whitespace-nowrap">{formatNumber(callerNumber)}</div>
        {who !== '' && <div className="text-meta text-muted">{who}</div>}
      </td>
      <td>
        <p className="max-w-[72ch] whitespace-pre-wrap" dir="auto">
          {text}
        </p>
        <div className="text-meta text-muted">
          {callBack === ''
            ? t('messages.from', { from })
            : t('messages.fromCallBack', { from, callBack })}
        </div>
      </td>
      <td>
        <CallLink callId={callId} />
      </td>
    </tr>
  );
}

function Foot() {
  const { list, messages, filter } = useMessagesStore();
  if (list.state === 'failed') {
    const retry = list.next === null ? readMessages : readOlderMessages;
    return (
      <Placeholder role="alert" action={{ text: t('settings.retry'), run: () => void retry() }}>
        {inWords(list.message)}
      </Placeholder>
    );
  }
  if (list.state === 'loading') {
    return <Placeholder role="status">{t('messages.loading')}</Placeholder>;
  }
  if (messages.length === 0) {
    return <Placeholder>{t(`messages.none.${filter}`)}</Placeholder>;
  }
  return list.next === null ? null : (
    <div className="p-4">
      <Button size="small" onClick={() => void readOlderMessages()}>
        {t('messages.older')}
      </Button>
    </div>
  );
}

/** The messages that callers left with the agent: newest first, with a mark for what is done. */
export function MessagesScreen() {
  const messages = useMessagesStore((state) => state.messages);
  useEffect(() => {
    // Calls have left some since it was last shown.
    void readMessages();
  }, []);
  return (
    <Screen label={t('messages.title')} className="record-screen">
      <Toolbar />
      <div
        className="min-h-0 flex-1 overflow-auto outline-offset-[-2px]"
        role="region"
        aria-label={t('messages.region')}
        tabIndex={0}
      >
        <table className="record-table" aria-label={t('messages.title')}>
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col">
                  {t(`messages.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {messages.map((message) => (
              <Row key={message.id} message={message} />
            ))}
          </tbody>
        </table>
        <Foot />
      </div>
    </Screen>
  );
}

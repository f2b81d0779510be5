import { Tabs } from 'radix-ui';
import { type ReactNode, useEffect, useState } from 'react';
import type { CallRecord } from '#model/history';
import { formatCount } from '../../format/format';
import { t } from '../../i18n/i18n';
import { openRecord, useHistoryStore } from './historyStore';
import { RecordEvents } from './RecordEvents';
import { RecordFigures } from './RecordFigures';
import { RecordHeader } from './RecordHeader';
import { RecordingPlayer } from './RecordingPlayer';
import { RecordNotes } from './RecordNotes';
import { RecordTranscript } from './RecordTranscript';

/** Loading shorter than this shows nothing, ms: a flash is worse than a wait. */
const DELAY_MS = 300;

function Loading() {
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setVisible(true);
    }, DELAY_MS);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return (
    <div className="flex flex-col gap-3 p-5" role="status">
      <span className="sr-only">{t('history.opening')}</span>
      {visible &&
        [48, 72, 60, 80].map((width) => (
          <div
            key={width}
            className="skeleton h-4"
            style={{ width: `${width}%` }}
            aria-hidden="true"
          />
        ))}
    </div>
  );
}

function Message({ children }: { readonly children: ReactNode }) {
  return <div className="flex flex-col items-start gap-3 p-5 text-muted">{children}</div>;
}

function RecordTabs({ record }: { readonly record: CallRecord }) {
  const callId = record.call.id;
  const hitTurnId = useHistoryStore(
    ({ results }) => results.hits.find((hit) => hit.call.id === callId)?.excerpt?.turnId ?? null,
  );
  const tabs = [
    { name: 'transcript', count: record.turns.length },
    { name: 'events', count: record.events.length },
    { name: 'figures', count: null },
    { name: 'notes', count: record.notes.length },
  ] as const;
  const panels = {
    transcript: <RecordTranscript turns={record.turns} hitTurnId={hitTurnId} />,
    events: <RecordEvents events={record.events} />,
    figures: <RecordFigures metrics={record.call.metrics} />,
    notes: <RecordNotes callId={callId} notes={record.notes} />,
  };
  return (
    <Tabs.Root defaultValue="transcript" className="flex min-h-0 flex-1 flex-col">
      <Tabs.List className="record-tabs" aria-label={t('history.page')}>
        {tabs.map(({ name, count }) => (
          <Tabs.Trigger key={name} value={name} className="record-tab">
            {t(`history.tab.${name}`)}
            {count !== null && count > 0 && (
              <span className="ml-1.5 text-meta text-faint tabular-nums">{formatCount(count)}</span>
            )}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {tabs.map(({ name }) => (
        <Tabs.Content
          key={name}
          value={name}
          className="min-h-0 flex-1 overflow-y-auto py-3 outline-offset-[-2px]!"
        >
          {panels[name]}
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}

function Body() {
  const open = useHistoryStore((state) => state.open);
  switch (open.state) {
    case 'none':
      return <Message>{t('history.noneOpen')}</Message>;
    case 'loading':
      return <Loading key={open.callId} />;
    case 'failed':
      return (
        <Message>
          <span role="alert" className="text-text select-text">
            {open.message}
          </span>
          <button
            type="button"
            className="btn btn-small"
            onClick={() => void openRecord(open.callId)}
          >
            {t('settings.retry')}
          </button>
        </Message>
      );
    case 'ready':
      return (
        <div key={open.callId} className="flex min-h-0 flex-1 flex-col">
          <RecordHeader call={open.record.call} />
          <RecordingPlayer callId={open.callId} recordings={open.record.recordings} />
          <RecordTabs record={open.record} />
        </div>
      );
  }
}

/** Everything that is known of one recorded call. */
export function RecordPage() {
  return (
    <section
      id="record-page"
      className="call-detail flex min-h-0 min-w-0 flex-col bg-bg outline-offset-[-2px]!"
      aria-label={t('history.page')}
      tabIndex={-1}
    >
      <Body />
    </section>
  );
}

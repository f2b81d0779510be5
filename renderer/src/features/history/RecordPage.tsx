import type { CallRecord } from '#model/history';
import { t } from '../../i18n/i18n';
import { Tabs } from '../../ui/layout/Tabs';
import { Delayed } from '../../ui/messages/Delayed';
import { Placeholder } from '../../ui/messages/Placeholder';
import { Skeleton } from '../../ui/messages/Skeleton';
import { LookUpStrip } from '../lookUp';
import { openRecord, useHistoryStore } from './historyStore';
import { RecordEvents } from './RecordEvents';
import { RecordFigures } from './RecordFigures';
import { RecordHeader } from './RecordHeader';
import { RecordingPlayer } from './RecordingPlayer';
import { RecordNotes } from './RecordNotes';
import { RecordSummary } from './RecordSummary';
import { RecordTranscript } from './RecordTranscript';

function Loading() {
  return (
    <div className="flex flex-col gap-3 p-5" role="status">
      <span className="sr-only">{t('history.opening')}</span>
      <Delayed>
        {[48, 72, 60, 80].map((width) => (
          <Skeleton key={width} className="h-4" widthPercent={width} />
        ))}
      </Delayed>
    </div>
  );
}

function RecordTabs({ record }: { readonly record: CallRecord }) {
  const callId = record.call.id;
  const hitTurnId = useHistoryStore(
    ({ results }) => results.hits.find((hit) => hit.call.id === callId)?.excerpt?.turnId ?? null,
  );
  const { turns, events, notes } = record;
  return (
    <Tabs
      label={t('history.page')}
      tabs={[
        {
          name: 'transcript',
          text: t('history.tab.transcript'),
          count: turns.length,
          panel: <RecordTranscript callId={callId} turns={turns} hitTurnId={hitTurnId} />,
        },
        {
          name: 'events',
          text: t('history.tab.events'),
          count: events.length,
          panel: <RecordEvents events={events} />,
        },
        {
          name: 'figures',
          text: t('history.tab.figures'),
          count: 0,
          panel: <RecordFigures metrics={record.call.metrics} />,
        },
        {
          name: 'notes',
          text: t('history.tab.notes'),
          count: notes.length,
          panel: <RecordNotes callId={callId} notes={notes} />,
        },
      ]}
    />
  );
}

function Body() {
  const open = useHistoryStore((state) => state.open);
  switch (open.state) {
    case 'none':
      return <Placeholder className="p-5">{t('history.noneOpen')}</Placeholder>;
    case 'loading':
      return <Loading key={open.callId} />;
    case 'failed':
      return (
        <Placeholder
          role="alert"
          className="p-5"
          action={{ text: t('settings.retry'), run: () => void openRecord(open.callId) }}
        >
          {open.message}
        </Placeholder>
      );
    case 'ready':
      return (
        <div key={open.callId} className="flex min-h-0 flex-1 flex-col">
          <RecordHeader call={open.record.call} />
          <LookUpStrip lookUp={open.record.lookUp} />
          <RecordSummary record={open.record} />
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
      className="call-detail flex min-h-0 min-w-0 flex-col bg-bg outline-offset-[-2px]"
      aria-label={t('history.page')}
      tabIndex={-1}
    >
      <Body />
    </section>
  );
}

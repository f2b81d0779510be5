import { useMemo, useRef } from 'react';
import { measuredAlerts } from '#model/alert';
import type { CallRecord } from '#model/history';
import { unheardIn } from '#model/unheard';
import { t } from '#window/i18n/i18n';
import { inWords } from '#window/i18n/inWords';
import { useFocusPlace } from '#window/state/focusPlaces';
import { Tabs } from '#window/ui/layout/Tabs.tsx';
import { Delayed } from '#window/ui/messages/Delayed.tsx';
import { Placeholder } from '#window/ui/messages/Placeholder.tsx';
import { Skeleton } from '#window/ui/messages/Skeleton.tsx';
import { UnheardList } from '../../ahead';
import { LookUpStrip } from '../../lookUp';
import { openRecord, useHistoryStore } from '../historyStore';
import { marksOf } from '../player/marks';
import { HitBar } from '../player/PlayerControls';
import { RecordingPlayer } from '../player/RecordingPlayer';
import { useHits } from './hitStore';
import { onPageKey } from './pageKeys';
import { RecordEvents } from './RecordEvents';
import { RecordFigures } from './RecordFigures';
import { RecordHeader } from './RecordHeader';
import { RecordMessages } from './RecordMessages';
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
  const { turns, events, acts, notes, messages } = record;
  return (
    <Tabs
      label={t('history.page')}
      tabs={[
        {
          name: 'transcript',
          text: t('history.tab.transcript'),
          count: turns.length,
          panel: (
            <RecordTranscript callId={callId} turns={turns} callStartedAt={record.call.startedAt} />
          ),
        },
        {
          name: 'unheard',
          text: t('unheard.show'),
          count: unheardIn(turns, events).length,
          panel: <UnheardList turns={turns} events={events} />,
        },
        {
          name: 'events',
          text: t('history.tab.events'),
          count:
            events.length +
            measuredAlerts(record.alerts, record.call.startedAt).length +
            acts.length,
          panel: <RecordEvents record={record} />,
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
        ...(messages.length === 0
          ? []
          : [
              {
                name: 'messages',
                text: t('history.tab.messages'),
                count: messages.length,
                panel: <RecordMessages messages={messages} />,
              },
            ]),
      ]}
    />
  );
}

function Ready({ record }: { readonly record: CallRecord }) {
  useHits(record);
  const marks = useMemo(() => marksOf(record), [record]);
  return (
    <div className="record-body">
      <RecordHeader record={record} />
      <LookUpStrip lookUp={record.lookUp} />
      <RecordSummary record={record} />
      <RecordingPlayer record={record} marks={marks} />
      <HitBar />
      <RecordTabs record={record} />
    </div>
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
          {inWords(open.message)}
        </Placeholder>
      );
    case 'ready':
      return <Ready key={open.callId} record={open.record} />;
  }
}

/** Everything that is known of one recorded call. */
export function RecordPage() {
  const ref = useRef<HTMLElement>(null);
  useFocusPlace('detail', ref);
  return (
    <section
      ref={ref}
      id="record-page"
      className="call-detail flex min-h-0 min-w-0 flex-col bg-bg outline-offset-[-2px]"
      aria-label={t('history.page')}
      tabIndex={-1}
      onKeyDown={(event) => {
        const { open } = useHistoryStore.getState();
        if (open.state === 'ready') {
          onPageKey(event, marksOf(open.record));
        }
      }}
    >
      <Body />
    </section>
  );
}

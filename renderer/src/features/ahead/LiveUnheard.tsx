import { useCallback, useState } from 'react';
import type { CallId } from '#model/call';
import type { RecordedEvent } from '#model/history';
import type { Transcript } from '#model/transcript';
import { request } from '../../bridge/bridge';
import { usePolling } from '../../bridge/usePolling';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { UnheardList } from './UnheardList';

/** The record of a live call is asked for again after this time, ms. */
const REREAD_MS = 2_000;

const NO_TURNS: Transcript = [];
const NO_EVENTS: readonly RecordedEvent[] = [];

/**
 * What the caller of a live call did not hear so far. Where no record is kept, mutes, holds and
 * gaps are unknown, and it says so.
 */
export function LiveUnheard({ callId }: { readonly callId: CallId }) {
  const turns = useCallsStore((state) => state.transcripts[callId] ?? NO_TURNS);
  const [events, setEvents] = useState<readonly RecordedEvent[] | null>(NO_EVENTS);
  const read = useCallback(async () => {
    const record = await request('history:call', { callId });
    setEvents(record.ok ? record.value.events : null);
  }, [callId]);
  usePolling(read, REREAD_MS);
  return (
    <div className="transcript-scroller" tabIndex={0} role="region" aria-label={t('unheard.label')}>
      {events === null && <p className="px-5 pt-3 text-muted">{t('unheard.noRecord')}</p>}
      <UnheardList turns={turns} events={events ?? NO_EVENTS} />
    </div>
  );
}

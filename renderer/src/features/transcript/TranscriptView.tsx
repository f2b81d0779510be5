import { ArrowDown } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import type { CallId } from '#model/call';
import type { Transcript } from '#model/transcript';
import { t } from '../../i18n/i18n';
import { useCallsStore } from '../../state/callsStore';
import { useUiStore } from '../../state/uiStore';
import { unusualWaits } from '../../state/unusualWait';
import { Button } from '../../ui/buttons/Button';
import { useFollowEnd } from '../../ui/rows/useFollowEnd';
import { paintUnheard, RestOffer, restToSay, useAheadStore } from '../ahead';
import { Announcer } from './Announcer';
import { SearchBar } from './SearchBar';
import { TurnRow } from './TurnRow';
import { turnRows } from './turnRows';
import { useSearchHits } from './useSearchHits';

const NO_TURNS: Transcript = [];

/** @returns how many turns came since the transcript stopped following. */
function useUnseen(turns: Transcript, following: boolean): number {
  const [seen, setSeen] = useState(turns.length);
  if (following && seen !== turns.length) {
    setSeen(turns.length);
  }
  return Math.max(0, turns.length - seen);
}

/** Keeps the words pale that the caller has not heard yet, without drawing the turns anew. */
function useUnheardPaint(
  log: RefObject<HTMLElement | null>,
  callId: CallId,
  turns: Transcript,
): void {
  useEffect(() => {
    const paint = (): void => {
      const { callId: asked, ahead } = useAheadStore.getState();
      paintUnheard(log.current, turns, asked === callId ? ahead : null);
    };
    paint();
    return useAheadStore.subscribe(paint);
  }, [log, callId, turns]);
}

const follow = (following: boolean): void => {
  useUiStore.getState().set({ following });
};

/** What is said, turn by turn, as it is said. */
export function TranscriptView({ callId }: { readonly callId: CallId }) {
  const turns = useCallsStore((state) => state.transcripts[callId] ?? NO_TURNS);
  const ended = useCallsStore((state) => state.byId[callId]?.state === 'ended');
  const startedAt = useCallsStore((state) => state.byId[callId]?.startedAt ?? 0);
  const following = useUiStore((state) => state.following);
  const unseen = useUnseen(turns, following);
  const { ref, onScroll } = useFollowEnd(turns, following, follow);
  const rest = restToSay(turns);
  const slow = unusualWaits(turns);
  const search = useSearchHits(callId, turns, ref);
  useUnheardPaint(ref, callId, turns);
  useEffect(() => {
    // Another call was opened: its transcript is followed, whatever was chosen for the last call.
    follow(true);
  }, []);
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {search.isOpen && <SearchBar count={search.count} />}
      <div
        ref={ref}
        role="log"
        aria-label={t('transcript.label')}
        // Growing text is not read out here; the announcer below reads each turn once it is final.
        aria-live="off"
        tabIndex={0}
        className="transcript-scroller py-3 outline-offset-[-2px]"
        onScroll={onScroll}
      >
        {turns.length === 0 && (
          <p className="px-5 text-muted">
            {t(ended ? 'transcript.emptyEnded' : 'transcript.empty')}
          </p>
        )}
        {turnRows(turns).map(({ turn, keys }) => (
          <TurnRow
            key={turn.id}
            turn={turn}
            isSlow={slow.has(turn.id)}
            keys={keys}
            words={search.byTurn.get(turn.id)?.words}
            hit={search.byTurn.get(turn.id)?.now}
            callStartedAt={startedAt}
            offer={turn.id === rest?.turnId && <RestOffer callId={callId} rest={rest} />}
          />
        ))}
      </div>
      {!following && turns.length > 0 && (
        <Button
          variant="floating"
          size="small"
          icon={ArrowDown}
          className="absolute bottom-3 left-1/2 -translate-x-1/2"
          onClick={() => {
            follow(true);
          }}
        >
          {unseen > 0 ? t('transcript.new', { count: unseen }) : t('transcript.follow')}
        </Button>
      )}
      <Announcer turns={turns} />
    </div>
  );
}

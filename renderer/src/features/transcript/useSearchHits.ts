import { type RefObject, useEffect, useMemo } from 'react';
import type { CallId } from '#model/call';
import type { Transcript } from '#model/transcript';
import { useCallSearch } from '../../state/callSearch';
import { useUiStore } from '../../state/uiStore';
import { type CallHit, hitsIn } from './callSearch';
import { type Words, wordsWith } from './markedWords';

/** What of a turn was found. */
type TurnHits = {
  readonly words: Words;
  /** The hit that is shown now, if it lies in the turn. */
  readonly now: CallHit | null;
};

type SearchHits = {
  readonly isOpen: boolean;
  readonly count: number;
  readonly byTurn: ReadonlyMap<number, TurnHits>;
};

/** What the search finds in a call; the hit that is chosen is brought into sight. */
export function useSearchHits(
  callId: CallId,
  turns: Transcript,
  log: RefObject<HTMLElement | null>,
): SearchHits {
  const isOpen = useCallSearch((state) => state.callId === callId);
  const query = useCallSearch((state) => (state.callId === callId ? state.query : ''));
  const index = useCallSearch((state) => state.index);
  const hits = useMemo(() => hitsIn(turns, query), [turns, query]);
  const byTurn = useMemo(() => {
    const now = hits[Math.min(index, hits.length - 1)] ?? null;
    const turnIds = new Set(hits.map(({ turnId }) => turnId));
    return new Map(
      [...turnIds].map((turnId) => {
        const own = hits.filter((hit) => hit.turnId === turnId);
        return [
          turnId,
          { words: wordsWith(own, now), now: now?.turnId === turnId ? now : null },
        ] as const;
      }),
    );
  }, [hits, index]);
  const found = hits.length > 0;
  useEffect(() => {
    if (found) {
      useUiStore.getState().set({ following: false });
      log.current?.querySelector('.hit-now')?.scrollIntoView({ block: 'center' });
    }
  }, [log, query, index, found]);
  return { isOpen, count: hits.length, byTurn };
}

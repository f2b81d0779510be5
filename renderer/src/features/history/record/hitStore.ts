import { useEffect } from 'react';
import { create } from 'zustand';
import type { CallId } from '#model/call';
import type { CallHit, CallRecord } from '#model/history';
import { timedRequest } from '#window/bridge/timedRequest';
import { useHistoryStore } from '../historyStore';
import { seek, usePlayerStore } from '../player/playerStore';

/** The places of the open call where the words stand that were searched for. */
type CallHits = {
  readonly callId: CallId | null;
  /** The words that were searched for. */
  readonly text: string;
  readonly hits: readonly CallHit[];
  /** The place that is shown. */
  readonly index: number;
};

/** Before a call is open. */
export const NO_HITS: CallHits = { callId: null, text: '', hits: [], index: 0 };

export const useHitStore = create<CallHits>()(() => NO_HITS);

const { getState: get, setState: set } = useHitStore;

/** Keeps the places of the open call: they are asked for with the call, and with other words. */
export function useHits({ call }: CallRecord): void {
  const text = useHistoryStore(({ results, filters }) =>
    // The words of a search that is over: while they are typed, the places stay.
    results.state === 'loading' ? null : filters.text.trim(),
  );
  useEffect(() => {
    if (text !== null) {
      void readHits(call.id, text);
    }
  }, [call.id, text]);
}

async function readHits(callId: CallId, text: string): Promise<void> {
  if (text === '') {
    set({ ...NO_HITS, callId });
    return;
  }
  const answer = await timedRequest('history:hits', { callId, text });
  const { open, filters } = useHistoryStore.getState();
  if (open.state === 'ready' && open.callId === callId && filters.text.trim() === text) {
    // Without them the page is as good as without a search: the list shows that it failed.
    take(callId, text, answer.ok ? answer.value : []);
  }
}

/** Shows the first of other places than before. The same search again leaves all where it was. */
function take(callId: CallId, text: string, hits: readonly CallHit[]): void {
  const before = get();
  const isSame = before.callId === callId && before.text === text;
  const index = isSame && before.index < hits.length ? before.index : 0;
  set({ callId, text, hits, index });
  if (!isSame && usePlayerStore.getState().state !== 'playing') {
    // Whoever presses Play hears what is shown. What is heard already goes on.
    seekHit();
  }
}

/** Goes to the place that is shown in the recording. */
function seekHit(): void {
  const { hits, index } = get();
  const { open } = useHistoryStore.getState();
  const turnId = hits[index]?.turnId ?? null;
  const turn =
    open.state === 'ready' ? open.record.turns.find(({ id }) => id === turnId) : undefined;
  if (turn !== undefined) {
    seek(turn.startMs);
  }
}

/** Shows the next or the previous place, and goes there in the recording; around at the ends. */
export function goToHit(direction: 1 | -1): void {
  const { hits, index } = get();
  if (hits.length > 0) {
    set({ index: (index + direction + hits.length) % hits.length });
    seekHit();
  }
}

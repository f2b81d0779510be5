import { startTransition } from 'react';
import { createStore } from 'zustand';
import type { CallId } from '#model/call';
import type { ConsoleEventBatch, ConsoleSnapshot } from '#model/events';
import type { Phrase } from '#model/phrases/phrase';
import { useExternal } from '../hooks/useExternal';
import { levelRings } from '../levels/levelRings';
import {
  applyBatch,
  applySnapshot,
  type ConsoleData,
  EMPTY_DATA,
  expiredCalls,
  withoutCalls,
} from './applyBatch';
import { callsByAttention } from './callOrder';

/** The link to the main process. `since` is epoch ms. */
type Link =
  | { readonly state: 'loading'; readonly since: number }
  | { readonly state: 'ready' }
  | { readonly state: 'lost'; readonly message: Phrase; readonly since: number };

/**
 * The selected call; `auto` when the window chose it and may choose another once it has ended.
 * `awaited`: a call that was placed just now, of which the window has not heard yet.
 */
export type Selection =
  | { readonly callId: CallId; readonly by: 'auto' | 'user' }
  | { readonly callId: CallId; readonly by: 'awaited'; readonly until: number };

/** A call that was placed is heard of within three batches, ms; else it failed at once. */
const AWAITED_MS = 5_000;

/**
 * Calls, their transcripts, the health of the parts, and which call is selected. Changes from the
 * main process are rendered in slices (see `useExternal`); a snapshot, and what a person does, at
 * once.
 */
export type CallsState = ConsoleData & {
  readonly link: Link;
  readonly selection: Selection | null;
  /** Replaces everything by a snapshot; calls that ended unseen stay for their last seconds. */
  readonly takeSnapshot: (snapshot: ConsoleSnapshot) => void;
  /**
   * Takes over a batch. Batches that are known already are passed over.
   * @returns `gap` when changes are missing before it: take a new snapshot.
   */
  readonly takeBatch: (batch: ConsoleEventBatch) => 'applied' | 'known' | 'gap';
  readonly setLink: (link: Link) => void;
  /** Selects a call, or none. */
  readonly select: (callId: CallId | null) => void;
  /** The supervisor deals with a call: if it is the selected one, it stays so. */
  readonly pin: (callId: CallId) => void;
  /** Removes ended calls whose time in the list is over. @param now Epoch ms. */
  readonly sweep: (now: number) => void;
};

/** Where the selected call is kept for a page that has to be loaded again. */
const KEPT = 'selectedCall';

function keptSelection(): Selection | null {
  const callId = sessionStorage.getItem(KEPT);
  return callId === null ? null : { callId, by: 'user' };
}

function chosen(callId: CallId, { byId }: ConsoleData): Selection {
  return callId in byId
    ? { callId, by: 'user' }
    : { callId, by: 'awaited', until: Date.now() + AWAITED_MS };
}

/** Chooses a call when none is selected, and another one when the chosen one is over. */
function withSelection(
  data: ConsoleData,
  selection: Selection | null,
  now: number,
): Selection | null {
  const known = selection !== null && selection.callId in data.byId ? selection : null;
  if (known?.by === 'user') {
    return known;
  }
  if (known?.by === 'awaited') {
    return { callId: known.callId, by: 'user' };
  }
  if (selection?.by === 'awaited' && now < selection.until) {
    return selection;
  }
  const isOver = known !== null && expiredCalls(data, null, now).includes(known.callId);
  if (known !== null && !isOver) {
    return known;
  }
  const { needs, others } = callsByAttention(data, now);
  const next = [...needs, ...others].find((callId) => data.byId[callId]?.state !== 'ended');
  return next === undefined ? known : { callId: next, by: 'auto' };
}

const store = createStore<CallsState>()((set, get) => ({
  ...EMPTY_DATA,
  link: { state: 'loading', since: Date.now() },
  selection: keptSelection(),
  takeSnapshot: (snapshot) => {
    const now = Date.now();
    const data = applySnapshot(get(), snapshot, now);
    set({ ...data, selection: withSelection(data, get().selection, now) });
  },
  takeBatch: (batch) => {
    const state = get();
    if (batch.revision <= state.revision) {
      return 'known';
    }
    if (batch.baseRevision > state.revision) {
      return 'gap';
    }
    const now = Date.now();
    const data = applyBatch(state, batch, now);
    startTransition(() => {
      set({ ...data, selection: withSelection(data, state.selection, now) });
    });
    return 'applied';
  },
  setLink: (link) => {
    set({ link });
  },
  select: (callId) => {
    set({ selection: callId === null ? null : chosen(callId, get()) });
  },
  pin: (callId) => {
    const { selection } = get();
    if (selection?.callId === callId && selection.by === 'auto') {
      set({ selection: { callId, by: 'user' } });
    }
  },
  sweep: (now) => {
    const state = get();
    const selection = withSelection(state, state.selection, now);
    const expired = expiredCalls(state, selection?.callId ?? null, now);
    if (expired.length === 0 && selection === state.selection) {
      return;
    }
    for (const callId of expired) {
      const meterId = state.byId[callId]?.meterId;
      if (meterId !== undefined) {
        levelRings.drop(meterId);
      }
    }
    startTransition(() => {
      set({ ...withoutCalls(state, expired), selection });
    });
  },
}));

export const useCallsStore = Object.assign(
  <T>(select: (state: CallsState) => T): T =>
    useExternal(store.subscribe, () => select(store.getState())),
  store,
);

store.subscribe(({ selection }, before) => {
  if (selection === before.selection) {
    return;
  }
  if (selection?.by === 'user') {
    sessionStorage.setItem(KEPT, selection.callId);
  } else {
    sessionStorage.removeItem(KEPT);
  }
});

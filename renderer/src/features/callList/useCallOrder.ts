import { useMemo, useSyncExternalStore } from 'react';
import type { CallId } from '#model/call';
import { holdOrder, RESORT_MS, sameOrder, sortCalls } from '../../state/callOrder';
import { useCallsStore } from '../../state/callsStore';
import { type CallSort, useUiStore } from '../../state/uiStore';

/** Keeps one order up to date outside React, and tells React only when the order differs. */
class CallOrder {
  readonly #sort: CallSort;
  readonly #search: string;
  readonly #isBusy: () => boolean;
  #shown: readonly CallId[];
  #sortedAt = Date.now();

  constructor(sort: CallSort, search: string, isBusy: () => boolean) {
    this.#sort = sort;
    this.#search = search;
    this.#isBusy = isBusy;
    this.#shown = sortCalls(useCallsStore.getState(), sort, search, this.#sortedAt);
  }

  readonly shown = (): readonly CallId[] => this.#shown;

  readonly follow = (onChange: () => void): (() => void) => {
    const arrange = (): void => {
      if (this.#arrange()) {
        onChange();
      }
    };
    const unsubscribe = useCallsStore.subscribe((state, before) => {
      if (state.byId !== before.byId) {
        arrange();
      }
    });
    const timer = setInterval(arrange, RESORT_MS);
    arrange();
    return () => {
      unsubscribe();
      clearInterval(timer);
    };
  };

  #arrange(): boolean {
    const now = Date.now();
    const sorted = sortCalls(useCallsStore.getState(), this.#sort, this.#search, now);
    const held = useUiStore.getState().orderHeld || this.#isBusy();
    const maySort = !held && now - this.#sortedAt >= RESORT_MS;
    const next = maySort ? sorted : holdOrder(this.#shown, sorted);
    if (maySort) {
      this.#sortedAt = now;
    }
    if (sameOrder(this.#shown, next)) {
      return false;
    }
    this.#shown = next;
    return true;
  }
}

/**
 * The ids the list shows, in order. While the list is busy (pointed at, or used by keyboard) or its
 * order is held by hand, no row changes places; otherwise it is sorted anew every 2 s at most. A
 * new sort or search takes effect at once.
 */
export function useCallOrder(isBusy: () => boolean): readonly CallId[] {
  const sort = useUiStore((state) => state.sort);
  const search = useUiStore((state) => state.search);
  const order = useMemo(() => new CallOrder(sort, search, isBusy), [sort, search, isBusy]);
  return useSyncExternalStore(order.follow, order.shown);
}

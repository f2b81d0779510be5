import { startTransition, useMemo } from 'react';
import type { CallId } from '#model/call';
import { useExternal } from '../../hooks/useExternal';
import { useFilterStore } from '../../state/callFilters';
import {
  arrangeCalls,
  type Arrangement,
  type CallGroups,
  hiddenNeeds,
  holdGroups,
  RESORT_MS,
  sameGroups,
  type Staleness,
  stalenessOf,
} from '../../state/callOrder';
import { useCallsStore } from '../../state/callsStore';
import { useUiStore } from '../../state/uiStore';
import { frozenCalls } from './useFrozenCalls';

/** How often it is looked whether the order is still that of now, ms. */
const LOOK_MS = 500;

/** The list as it is shown, and what it does not show as it is. */
export type ShownCalls = CallGroups & {
  readonly stale: Staleness;
  /** Calls that need somebody and are left out by what is searched and filtered by. */
  readonly hiddenNeeds: number;
};

/** Keeps one order up to date outside React, and tells React only when it differs. */
class CallOrder {
  readonly #wanted: Arrangement;
  readonly #isBusy: () => boolean;
  /** Calls that have been in the list, so that it can be said which are new. */
  readonly #seen = new Set<CallId>();
  #shown: ShownCalls;
  #sortedAt = Date.now();
  #onChange = (): void => undefined;

  constructor(wanted: Arrangement, isBusy: () => boolean) {
    this.#wanted = wanted;
    this.#isBusy = isBusy;
    this.#shown = this.#fresh();
  }

  readonly shown = (): ShownCalls => this.#shown;

  readonly follow = (onChange: () => void): (() => void) => {
    this.#onChange = onChange;
    const arrange = (): void => {
      startTransition(() => {
        this.#arrange();
      });
    };
    const unsubscribe = useCallsStore.subscribe((state, before) => {
      // Rows that come and go are seen at once; the order is looked at on the timer.
      if (state.order !== before.order) {
        this.#arrange();
      }
    });
    const timer = setInterval(arrange, LOOK_MS);
    arrange();
    return () => {
      unsubscribe();
      clearInterval(timer);
    };
  };

  /** Arranges the list anew, whoever points at it: a person asked for it. */
  readonly refresh = (): void => {
    this.#sortedAt = Date.now();
    this.#show(this.#fresh());
  };

  /** Of the calls whose rows are shown: a frozen list has none for a call that came since. */
  #fresh(): ShownCalls {
    const { state, at } = frozenCalls() ?? {
      state: useCallsStore.getState(),
      at: this.#sortedAt,
    };
    const groups = arrangeCalls(state, this.#wanted, at);
    this.#see(groups);
    const stale = stalenessOf(groups, groups, this.#seen);
    return { ...groups, stale, hiddenNeeds: this.#hiddenNeeds(Date.now()) };
  }

  #hiddenNeeds(now: number): number {
    return hiddenNeeds(useCallsStore.getState(), this.#wanted, now);
  }

  #see({ needs, others }: CallGroups): void {
    for (const callId of [...needs, ...others]) {
      this.#seen.add(callId);
    }
  }

  #arrange(): void {
    const now = Date.now();
    const isHeld = useUiStore.getState().orderHeld;
    const wanted = arrangeCalls(useCallsStore.getState(), this.#wanted, now);
    const stale = stalenessOf(this.#shown, wanted, this.#seen);
    const isDue = stale.raised > 0 || now - this.#sortedAt >= RESORT_MS || this.#isEmpty;
    if (isDue && !isHeld && !this.#isBusy()) {
      this.refresh();
      return;
    }
    const groups = isHeld ? this.#shown : holdGroups(this.#shown, wanted);
    this.#show({ ...groups, stale, hiddenNeeds: this.#hiddenNeeds(now) });
  }

  get #isEmpty(): boolean {
    return this.#shown.needs.length + this.#shown.others.length === 0;
  }

  #show(next: ShownCalls): void {
    const { stale } = this.#shown;
    const isSame =
      sameGroups(this.#shown, next) &&
      this.#shown.hiddenNeeds === next.hiddenNeeds &&
      stale.arrived === next.stale.arrived &&
      stale.raised === next.stale.raised &&
      stale.changed === next.stale.changed;
    if (!isSame) {
      this.#shown = next;
      this.#onChange();
    }
  }
}

/**
 * The ids the list shows, in order. While the list is busy (pointed at, or used by keyboard) no row
 * changes places, and while it is frozen nothing does. Otherwise a call that begins to need
 * somebody moves up at once, and all else is arranged anew every 2 s at most. Another sort, search
 * or filter takes effect at once.
 */
export function useCallOrder(isBusy: () => boolean): ShownCalls & { readonly refresh: () => void } {
  const sort = useUiStore((state) => state.sort);
  const search = useUiStore((state) => state.search);
  const filter = useFilterStore((state) => state.filter);
  const order = useMemo(
    () => new CallOrder({ sort, search, filter }, isBusy),
    [sort, search, filter, isBusy],
  );
  return { ...useExternal(order.follow, order.shown), refresh: order.refresh };
}

import { create } from 'zustand';
import { type CallsState, useCallsStore } from '../../state/callsStore';
import { useUiStore } from '../../state/uiStore';

/** The calls at a moment, epoch ms. */
export type FrozenCalls = { readonly state: CallsState; readonly at: number };

const useFrozenStore = create<{ readonly frozen: FrozenCalls | null }>()(() => ({ frozen: null }));

useUiStore.subscribe(({ orderHeld }, before) => {
  if (orderHeld !== before.orderHeld) {
    const frozen = orderHeld ? { state: useCallsStore.getState(), at: Date.now() } : null;
    useFrozenStore.setState({ frozen });
  }
});

/** As `useFrozenCalls`, at this moment. */
export function frozenCalls(): FrozenCalls | null {
  return useFrozenStore.getState().frozen;
}

/** The calls as they were when the list was frozen; null while it goes on. */
export function useFrozenCalls(): FrozenCalls | null {
  return useFrozenStore(({ frozen }) => frozen);
}

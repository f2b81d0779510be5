import { useShallow } from 'zustand/react/shallow';
import type { CallId } from '#model/call';
import { type CallsState, useCallsStore } from '../../state/callsStore';
import { useNavStore } from '../../state/navStore';
import { useStationStore } from '../../state/stationStore';
import { type HeadsetState, isOnCall, useHeadsetStore } from '../headset';
import { useTestCallStore } from '../testCall';
import { type CallFacts, factsOf, type Scene } from './command';

function factsIn(
  { byId }: Pick<CallsState, 'byId'>,
  callId: CallId | null,
  headset: HeadsetState,
): CallFacts | null {
  const call = callId === null ? undefined : byId[callId];
  return call === undefined ? null : factsOf(call, isOnCall(headset, call.id));
}

/** The scene as it is: the selected call and the screen. */
export function sceneNow(): Scene {
  const calls = useCallsStore.getState();
  const { headset } = useHeadsetStore.getState();
  return {
    call: factsIn(calls, calls.selection?.callId ?? null, headset),
    linkLost: calls.link.state === 'lost',
    screen: useNavStore.getState().screen,
  };
}

/**
 * The scene for a button of this call. A change of the role, or of the supervisor's own test call,
 * draws the button anew, too.
 */
export function useScene(callId: CallId): Scene {
  const linkLost = useCallsStore((state) => state.link.state === 'lost');
  const screen = useNavStore((state) => state.screen);
  useStationStore(({ view }) => view);
  useTestCallStore(({ call }) => call);
  const headset = useHeadsetStore((state) => state.headset);
  const call = useCallsStore(useShallow((state) => factsIn(state, callId, headset)));
  return { call, linkLost, screen };
}

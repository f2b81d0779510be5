import { useEffect } from 'react';
import type { CallId } from '#model/call';
import { levelRings } from '../../levels/levelRings';
import { useCallsStore } from '../../state/callsStore';
import { look, useEarStore } from '../../state/earStore';

/** How often the ear is looked at, ms. */
const LOOK_MS = 250;

/** Follows the ear of this caller while they are shown. */
export function useCallerEar(callId: CallId | null): void {
  useEffect(() => {
    if (callId === null) {
      return;
    }
    const timer = setInterval(() => {
      const call = useCallsStore.getState().byId[callId];
      const { ear } = useEarStore.getState();
      if (call === undefined) {
        return;
      }
      const next = look(ear, call, levelRings.ring(call.meterId), Date.now());
      if (next !== ear) {
        useEarStore.setState({ ear: next });
      }
    }, LOOK_MS);
    return () => {
      clearInterval(timer);
      useEarStore.setState({ ear: null });
    };
  }, [callId]);
}

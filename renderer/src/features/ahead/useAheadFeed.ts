import { useCallback, useEffect } from 'react';
import type { CallId } from '#model/call';
import { SPARSE_PICTURE_MS } from '#model/drawing';
import { request } from '../../bridge/bridge';
import { usePolling } from '../../bridge/usePolling';
import { frameScheduler } from '../../waves/frameScheduler';
import { takeAhead } from './aheadStore';

/** Five times a second, where that costs no picture of its own, ms. */
const EVERY_MS = 200;

/** Asks how far the caller of this call has heard the AI, for as long as the component is there. */
export function useAheadFeed(callId: CallId): void {
  const ask = useCallback(async () => {
    const answer = await request('calls:ahead', { callId });
    takeAhead(callId, answer.ok ? answer.value : null);
  }, [callId]);
  usePolling(ask, frameScheduler.drawing === 'processor' ? SPARSE_PICTURE_MS : EVERY_MS);
  useEffect(
    () => () => {
      takeAhead(callId, null);
    },
    [callId],
  );
}

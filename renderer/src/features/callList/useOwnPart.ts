import type { CallId } from '#model/call';
import { type OwnPart, useElsewherePart, useHeadsetStore } from '../headset';
import { useTestCallStore } from '../testCall';

/**
 * How whoever looks at the list is on a call, by whichever window, also as the caller of a test;
 * null: not at all.
 */
export function useOwnPart(callId: CallId): OwnPart | null {
  const isTest = useTestCallStore(({ call }) => call?.callId === callId);
  const name = useHeadsetStore(({ headset }) =>
    headset.name === 'off' || headset.callId !== callId ? 'off' : headset.name,
  );
  const elsewhere = useElsewherePart(callId);
  if (isTest || name === 'speaking' || elsewhere === 'speaking' || elsewhere === 'testing') {
    return 'speaking';
  }
  return name === 'off' && elsewhere === undefined ? null : 'listening';
}

import type { CallId } from '#model/call';
import { useCallsStore } from '../../state/callsStore';
import { LookUpStrip } from '../lookUp';

/** What was looked up of the caller. */
export function CallLookUp({ callId }: { readonly callId: CallId }) {
  const lookUp = useCallsStore((state) => state.byId[callId]?.lookUp ?? null);
  return <LookUpStrip lookUp={lookUp} />;
}

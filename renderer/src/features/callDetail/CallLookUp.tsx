import type { CallId } from '#model/call';
import { useCallsStore } from '../../state/callsStore';
import { LookUpView } from '../lookUp';

/** What was looked up of the caller. */
export function CallLookUp({ callId }: { readonly callId: CallId }) {
  const lookUp = useCallsStore((state) => state.byId[callId]?.lookUp ?? null);
  return lookUp === null ? null : (
    <div className="px-5 pb-3">
      <LookUpView lookUp={lookUp} />
    </div>
  );
}

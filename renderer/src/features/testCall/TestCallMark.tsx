import type { CallId } from '#model/call';
import { EarMark } from '../headset';
import { useTestCallStore } from './testCallStore';

/** The sign of the call in which somebody at this window speaks as the caller, in the list. */
export function TestCallMark({ callId }: { readonly callId: CallId }) {
  const isOwn = useTestCallStore(({ call }) => call?.callId === callId);
  return isOwn ? <EarMark speaking /> : null;
}

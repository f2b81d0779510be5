import type { CallId } from '#model/call';
import { formatNumber } from '../format/format';
import { useCallsStore } from './callsStore';

/** The caller's number, as words name the call. */
export function numberOf(callId: CallId): string {
  return formatNumber(useCallsStore.getState().byId[callId]?.callerNumber ?? '');
}

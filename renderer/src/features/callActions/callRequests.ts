import { create } from 'zustand';
import type { RequestResult } from '../../../../electron/contract/api';
import type { CallId } from '../../../../src-main/model/call';
import type { VoiceName } from '../../../../src-main/model/voices';
import { request } from '../../bridge/request';

/** What can be asked of a call. */
export type CallAction = 'answer' | 'decline' | 'end' | 'voice';

/** Where a request on a call stands. Absent: nothing was asked, or it was granted. */
export type ActionStatus =
  | { readonly state: 'pending'; readonly action: CallAction }
  | { readonly state: 'failed'; readonly action: CallAction; readonly message: string };

type RequestsState = {
  readonly byCall: Readonly<Record<CallId, ActionStatus>>;
};

/** Requests on calls that are under way or were refused. */
export const useCallRequests = create<RequestsState>()(() => ({ byCall: {} }));

function setStatus(callId: CallId, status: ActionStatus | null): void {
  useCallRequests.setState(({ byCall }) => {
    const next = { ...byCall };
    if (status === null) {
      Reflect.deleteProperty(next, callId);
    } else {
      next[callId] = status;
    }
    return { byCall: next };
  });
}

/** Asks once: while a request on a call is under way, another one is not sent, so that a double click does nothing twice. */
async function ask(
  callId: CallId,
  action: CallAction,
  run: () => Promise<RequestResult<null>>,
): Promise<void> {
  if (useCallRequests.getState().byCall[callId]?.state === 'pending') {
    return;
  }
  setStatus(callId, { state: 'pending', action });
  const result = await run();
  setStatus(callId, result.ok ? null : { state: 'failed', action, message: result.error.message });
}

/** Answers a ringing call. */
export function answerCall(callId: CallId): Promise<void> {
  return ask(callId, 'answer', () => request((api) => api.answerCall(callId)));
}

/** Declines a ringing call. */
export function declineCall(callId: CallId): Promise<void> {
  return ask(callId, 'decline', () => request((api) => api.declineCall(callId)));
}

/** Hangs the caller up. Confirm first. */
export function endCall(callId: CallId): Promise<void> {
  return ask(callId, 'end', () => request((api) => api.endCall(callId)));
}

/** Asks for another voice. */
export function changeVoice(callId: CallId, voice: VoiceName): Promise<void> {
  return ask(callId, 'voice', () => request((api) => api.changeVoice(callId, voice)));
}

/** Takes a failure off the screen. */
export function dismissFailure(callId: CallId): void {
  setStatus(callId, null);
}

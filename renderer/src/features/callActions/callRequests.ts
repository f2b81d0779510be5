import { create } from 'zustand';
import type { RequestResult } from '#contract/api';
import type { CallId } from '#model/call';
import type { SupervisorAction, SupervisorActionKind } from '#model/supervisorAction';
import type { VoiceName } from '#model/voices';
import { request } from '../../bridge/request';

/** What can be asked of a call. */
export type CallAction = 'answer' | 'decline' | 'end' | 'voice' | SupervisorActionKind;

/** Requests on one call: those under way, and why the newest one that was refused was. */
type CallRequests = {
  readonly pending: readonly CallAction[];
  readonly failure: string | null;
};

type RequestsState = {
  readonly byCall: Readonly<Record<CallId, CallRequests>>;
};

const NOTHING: CallRequests = { pending: [], failure: null };

/** Requests on calls that are under way or were refused. */
export const useCallRequests = create<RequestsState>()(() => ({ byCall: {} }));

/** Whether a request is under way. */
export function usePending(callId: CallId, action: CallAction): boolean {
  return useCallRequests((store) => store.byCall[callId]?.pending.includes(action) ?? false);
}

/** Why the newest request on the call that was refused was; null when there is nothing to tell. */
export function useFailure(callId: CallId): string | null {
  return useCallRequests((store) => store.byCall[callId]?.failure ?? null);
}

function change(callId: CallId, next: (requests: CallRequests) => CallRequests): void {
  useCallRequests.setState(({ byCall }) => ({
    byCall: { ...byCall, [callId]: next(byCall[callId] ?? NOTHING) },
  }));
}

/**
 * Asks once: while the same is under way, it is not sent again, so that a double click does nothing twice. Different requests do
 * not wait for each other: a call must be able to end at any time.
 * @returns whether it was granted.
 */
async function ask(
  callId: CallId,
  action: CallAction,
  run: () => Promise<RequestResult<null>>,
): Promise<boolean> {
  if (useCallRequests.getState().byCall[callId]?.pending.includes(action) === true) {
    return false;
  }
  change(callId, ({ pending }) => ({ pending: [...pending, action], failure: null }));
  const result = await run();
  change(callId, ({ pending, failure }) => ({
    pending: pending.filter((each) => each !== action),
    failure: result.ok ? failure : result.error.message,
  }));
  return result.ok;
}

/** Answers a ringing call. */
export function answerCall(callId: CallId): Promise<boolean> {
  return ask(callId, 'answer', () => request((api) => api.answerCall(callId)));
}

/** Declines a ringing call. */
export function declineCall(callId: CallId): Promise<boolean> {
  return ask(callId, 'decline', () => request((api) => api.declineCall(callId)));
}

/** Hangs the caller up. Confirm first. */
export function endCall(callId: CallId): Promise<boolean> {
  return ask(callId, 'end', () => request((api) => api.endCall(callId)));
}

/** Asks for another voice. */
export function changeVoice(callId: CallId, voice: VoiceName): Promise<boolean> {
  return ask(callId, 'voice', () => request((api) => api.changeVoice(callId, voice)));
}

/** Asks for any other action on the call. */
export function actOn(callId: CallId, action: SupervisorAction): Promise<boolean> {
  return ask(callId, action.kind, () => request((api) => api.act(callId, action)));
}

/** Takes a failure off the screen. */
export function dismissFailure(callId: CallId): void {
  change(callId, ({ pending }) => ({ pending, failure: null }));
}

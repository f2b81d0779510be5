import { create } from 'zustand';
import type { CallId } from '#model/call';
import type { CallCommand, CallCommandKind } from '#model/commands';
import type { VoiceName } from '#model/voices';
import { request } from '../../bridge/request';

/** Requests on one call: those under way, and why the newest one that was refused was. */
type CallRequests = {
  readonly pending: readonly CallCommandKind[];
  readonly failure: string | null;
};

type RequestsState = {
  readonly byCall: Readonly<Record<CallId, CallRequests>>;
};

const NOTHING: CallRequests = { pending: [], failure: null };

/** Requests on calls that are under way or were refused. */
export const useCallRequests = create<RequestsState>()(() => ({ byCall: {} }));

/** Whether a request is under way. */
export function usePending(callId: CallId, action: CallCommandKind): boolean {
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
 * Asks once: while the same is under way, it is not sent again, so that a double click does nothing
 * twice. Different requests do not wait for each other: a call must be able to end at any time.
 * @returns whether it was granted.
 */
export async function actOn(callId: CallId, command: CallCommand): Promise<boolean> {
  const { kind } = command;
  if (useCallRequests.getState().byCall[callId]?.pending.includes(kind) === true) {
    return false;
  }
  change(callId, ({ pending }) => ({ pending: [...pending, kind], failure: null }));
  const result = await request((api) => api.command(callId, command));
  change(callId, ({ pending, failure }) => ({
    pending: pending.filter((each) => each !== kind),
    failure: result.ok ? failure : result.error.message,
  }));
  return result.ok;
}

/** Answers a ringing call. */
export function answerCall(callId: CallId): Promise<boolean> {
  return actOn(callId, { kind: 'answer' });
}

/** Declines a ringing call. */
export function declineCall(callId: CallId): Promise<boolean> {
  return actOn(callId, { kind: 'decline' });
}

/** Hangs the caller up. Confirm first. */
export function endCall(callId: CallId): Promise<boolean> {
  return actOn(callId, { kind: 'end' });
}

/** Asks for another voice. */
export function changeVoice(callId: CallId, voice: VoiceName): Promise<boolean> {
  return actOn(callId, { kind: 'changeVoice', voice });
}

/** Takes a failure off the screen. */
export function dismissFailure(callId: CallId): void {
  change(callId, ({ pending }) => ({ pending, failure: null }));
}

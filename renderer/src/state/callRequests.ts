import { create } from 'zustand';
import type { CallId } from '#model/call';
import type { CallCommand, CallCommandKind } from '#model/commands';
import type { Phrase } from '#model/phrases/phrase';
import { request } from '../bridge/bridge';
import { useCallsStore } from './callsStore';

/** Commands to one call: those under way, and why the newest refused one was refused. */
type CallRequests = {
  readonly pending: readonly CallCommand[];
  readonly failure: Phrase | null;
};

type RequestsState = {
  readonly byCall: Readonly<Record<CallId, CallRequests>>;
};

const NOTHING: CallRequests = { pending: [], failure: null };

/** Commands to calls that are under way or were refused. */
export const useCallRequests = create<RequestsState>()(() => ({ byCall: {} }));

function hasPending({ byCall }: RequestsState, callId: CallId, kind: CallCommandKind): boolean {
  return byCall[callId]?.pending.some((command) => command.kind === kind) ?? false;
}

/** Whether a command of this kind is under way. */
export function usePending(callId: CallId, kind: CallCommandKind): boolean {
  return useCallRequests((store) => hasPending(store, callId, kind));
}

/** The same at this moment. */
export function isAsking(callId: CallId, kind: CallCommandKind): boolean {
  return hasPending(useCallRequests.getState(), callId, kind);
}

/** Whether this very command is under way. */
export function useIsSending(callId: CallId, command: CallCommand): boolean {
  return useCallRequests((store) => isSending(store.byCall[callId], command));
}

function isSending(requests: CallRequests | undefined, command: CallCommand): boolean {
  const text = JSON.stringify(command);
  return requests?.pending.some((each) => JSON.stringify(each) === text) ?? false;
}

/** Why the newest refused command to the call was refused; null when there is none to show. */
export function useFailure(callId: CallId): Phrase | null {
  return useCallRequests((store) => store.byCall[callId]?.failure ?? null);
}

function change(callId: CallId, next: (requests: CallRequests) => CallRequests): void {
  useCallRequests.setState(({ byCall }) => ({
    byCall: { ...byCall, [callId]: next(byCall[callId] ?? NOTHING) },
  }));
}

/**
 * Sends a command to a call; `end` hangs the caller up, so confirm it first. While the same is
 * under way, it is not sent again, so a double click sends one. Different commands, such as those
 * about two alerts, do not wait for each other, because a call must be able to end at any time.
 * @returns whether it was granted.
 */
export async function sendCommand(callId: CallId, command: CallCommand): Promise<boolean> {
  useCallsStore.getState().pin(callId);
  if (isSending(useCallRequests.getState().byCall[callId], command)) {
    return false;
  }
  change(callId, ({ pending }) => ({ pending: [...pending, command], failure: null }));
  const result = await request('calls:command', { callId, command });
  change(callId, ({ pending, failure }) => ({
    pending: pending.filter((each) => each !== command),
    failure: result.ok ? failure : result.error.phrase,
  }));
  return result.ok;
}

/** Takes a failure off the screen. */
export function dismissFailure(callId: CallId): void {
  change(callId, ({ pending }) => ({ pending, failure: null }));
}

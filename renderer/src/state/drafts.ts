import { create } from 'zustand';
import type { CallId } from '#model/call';
import { useCallsStore } from './callsStore';

/** Who words typed on a call are for: the AI alone, or the caller, to whom the AI says them. */
export type ComposerMode = 'whisper' | 'say';

/** Words that are typed and not yet sent. */
export type Draft = { readonly mode: ComposerMode; readonly text: string };

/** A whisper is the milder slip: the caller does not hear it. */
const NO_DRAFT: Draft = { mode: 'whisper', text: '' };

export const NO_DRAFTS: { readonly byCall: Readonly<Record<CallId, Draft>> } = { byCall: {} };

/** The drafts of all calls, so that one survives a look at another call. */
export const useDraftStore = create<typeof NO_DRAFTS>()(() => NO_DRAFTS);

export function useDraft(callId: CallId): Draft {
  return useDraftStore(({ byCall }) => byCall[callId] ?? NO_DRAFT);
}

export function draftOf(callId: CallId): Draft {
  return useDraftStore.getState().byCall[callId] ?? NO_DRAFT;
}

export function changeDraft(callId: CallId, patch: Partial<Draft>): void {
  useDraftStore.setState(({ byCall }) => ({
    byCall: { ...byCall, [callId]: { ...draftOf(callId), ...patch } },
  }));
}

function keepDraftsOf(calls: Readonly<Record<CallId, unknown>>): void {
  const { byCall } = useDraftStore.getState();
  const kept = Object.entries(byCall).filter(([callId]) => callId in calls);
  if (kept.length < Object.keys(byCall).length) {
    useDraftStore.setState({ byCall: Object.fromEntries(kept) });
  }
}

/** Forgets the drafts of calls that leave the window. The returned function stops. */
export function followDrafts(): () => void {
  return useCallsStore.subscribe((now, before) => {
    if (now.byId !== before.byId) {
      keepDraftsOf(now.byId);
    }
  });
}

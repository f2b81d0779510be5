import { create } from 'zustand';
import type { CallId } from '#model/call';
import { useCallsStore } from './callsStore';

/** Who words typed on a call are for: the AI alone, or the caller, to whom the AI says them. */
export type ComposerMode = 'whisper' | 'say';

/** Words that are typed and not yet sent. */
export type Draft = { readonly mode: ComposerMode; readonly text: string };

/** A whisper is the milder slip: the caller does not hear it. */
const NO_DRAFT: Draft = { mode: 'whisper', text: '' };

type Drafts = {
  readonly byCall: Readonly<Record<CallId, Draft>>;
  /** Half-written notes. */
  readonly notes: Readonly<Record<CallId, string>>;
};

export const NO_DRAFTS: Drafts = { byCall: {}, notes: {} };

/** The drafts of all calls, so that one survives a look at another call. */
export const useDraftStore = create<Drafts>()(() => NO_DRAFTS);

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

export function useNoteDraft(callId: CallId): string {
  return useDraftStore(({ notes }) => notes[callId] ?? '');
}

/**
 * Keeps what is written of a note. It may outlive the call, whose record takes notes, too; so it
 * is forgotten only when the field is empty.
 */
export function changeNoteDraft(callId: CallId, text: string): void {
  useDraftStore.setState(({ notes }) => {
    const next = { ...notes, [callId]: text };
    if (text === '') {
      Reflect.deleteProperty(next, callId);
    }
    return { notes: next };
  });
}

/** Forgets a note that was added, unless something else was typed meanwhile. */
export function dropNoteDraft(callId: CallId, added: string): void {
  if (useDraftStore.getState().notes[callId]?.trim() === added) {
    changeNoteDraft(callId, '');
  }
}

function keepDraftsOf(calls: Readonly<Record<CallId, unknown>>): void {
  const { byCall } = useDraftStore.getState();
  const kept = Object.entries(byCall).filter(([callId]) => callId in calls);
  if (kept.length < Object.keys(byCall).length) {
    useDraftStore.setState({ byCall: Object.fromEntries(kept) });
  }
}

/** Forgets what is typed for the AI on calls that leave the window. The returned function stops. */
export function followDrafts(): () => void {
  return useCallsStore.subscribe((now, before) => {
    if (now.byId !== before.byId) {
      keepDraftsOf(now.byId);
    }
  });
}

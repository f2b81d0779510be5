import type { Call, CallId } from '#model/call';
import type { ConsoleEvent, ConsoleEventBatch, ConsoleSnapshot } from '#model/events';
import type { Health } from '#model/health';
import { placeOfTurn, type Transcript, type Turn } from '#model/transcript';

/** How long an ended call stays in the list, ms. */
export const ENDED_STAYS_MS = 10_000;

/** What the window knows of the calls, at one revision. */
export type ConsoleData = {
  readonly revision: number;
  readonly health: Health | null;
  readonly byId: Readonly<Record<CallId, Call>>;
  /** Ids in the order the calls came. */
  readonly order: readonly CallId[];
  readonly transcripts: Readonly<Record<CallId, Transcript>>;
  /** Epoch ms at which the window learned that a call ended. */
  readonly endedSeenAt: Readonly<Record<CallId, number>>;
};

/** Nothing known yet. */
export const EMPTY_DATA: ConsoleData = {
  revision: -1,
  health: null,
  byId: {},
  order: [],
  transcripts: {},
  endedSeenAt: {},
};

type Draft = {
  health: Health | null;
  byId: Record<CallId, Call>;
  order: CallId[];
  transcripts: Record<CallId, Transcript>;
  endedSeenAt: Record<CallId, number>;
};

const draftOf = (data: ConsoleData): Draft => ({
  health: data.health,
  byId: { ...data.byId },
  order: [...data.order],
  transcripts: { ...data.transcripts },
  endedSeenAt: { ...data.endedSeenAt },
});

/**
 * Replaces the turn of the same id or puts a new one in its place; turns are in the order of their
 * ids.
 */
export function withTurn(turns: Transcript, turn: Turn): Transcript {
  const { at, replaces } = placeOfTurn(turns, turn);
  return turns.toSpliced(at, replaces, turn);
}

function putCall(draft: Draft, call: Call, now: number): void {
  if (!(call.id in draft.byId)) {
    if (call.state === 'ended' && now - (call.endedAt ?? now) >= ENDED_STAYS_MS) {
      return;
    }
    draft.order.push(call.id);
  }
  draft.byId[call.id] = call;
  if (call.state === 'ended') {
    draft.endedSeenAt[call.id] ??= now;
  }
}

/** The main process has removed the call. It stays, greyed, until its time in the list is over. */
function markGone(draft: Draft, callId: CallId, now: number): void {
  const call = draft.byId[callId];
  if (call === undefined) {
    return;
  }
  draft.endedSeenAt[callId] ??= now;
  if (call.state !== 'ended') {
    draft.byId[callId] = { ...call, state: 'ended', endedAt: call.endedAt ?? now };
  }
}

function applyEvent(draft: Draft, event: ConsoleEvent, now: number): void {
  switch (event.type) {
    case 'callAdded':
    case 'callChanged':
      putCall(draft, event.call, now);
      return;
    case 'callRemoved':
      markGone(draft, event.callId, now);
      return;
    case 'turnChanged':
      // A turn of a call that was removed would never be cleared away.
      if (!(event.callId in draft.byId)) {
        return;
      }
      draft.transcripts[event.callId] = withTurn(draft.transcripts[event.callId] ?? [], event.turn);
      return;
    case 'healthChanged':
      draft.health = event.health;
      return;
  }
}

/** Applies a batch that follows on the data's revision. @param now Epoch ms. */
export function applyBatch(data: ConsoleData, batch: ConsoleEventBatch, now: number): ConsoleData {
  const draft = draftOf(data);
  for (const event of batch.events) {
    applyEvent(draft, event, now);
  }
  return { ...draft, revision: batch.revision };
}

/**
 * Takes over a snapshot. Calls that are in it no longer ended while the window could not see it:
 * they stay as ended calls.
 * @param now Epoch ms.
 */
export function applySnapshot(
  data: ConsoleData,
  snapshot: ConsoleSnapshot,
  now: number,
): ConsoleData {
  const draft = draftOf(data);
  const present = new Set(snapshot.calls.map((call) => call.id));
  for (const callId of data.order) {
    if (!present.has(callId)) {
      markGone(draft, callId, now);
    }
  }
  for (const call of snapshot.calls) {
    putCall(draft, call, now);
  }
  for (const [callId, transcript] of Object.entries(snapshot.transcripts)) {
    if (callId in draft.byId) {
      draft.transcripts[callId] = transcript;
    }
  }
  return { ...draft, health: snapshot.health, revision: snapshot.revision };
}

/**
 * Ids of ended calls whose time in the list is over.
 * @param keep A call that stays whatever its age.
 */
export function expiredCalls(
  data: ConsoleData,
  keep: CallId | null,
  now: number,
): readonly CallId[] {
  return data.order.filter((callId) => {
    const endedAt = data.endedSeenAt[callId];
    return callId !== keep && endedAt !== undefined && now - endedAt >= ENDED_STAYS_MS;
  });
}

/** The data without some calls. */
export function withoutCalls(data: ConsoleData, callIds: readonly CallId[]): ConsoleData {
  const draft = draftOf(data);
  draft.order = draft.order.filter((callId) => !callIds.includes(callId));
  for (const callId of callIds) {
    for (const table of [draft.byId, draft.transcripts, draft.endedSeenAt]) {
      Reflect.deleteProperty(table, callId);
    }
  }
  return { ...draft, revision: data.revision };
}

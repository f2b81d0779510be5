/**
 * The one stream of changes that the window and the event stream of the HTTP API follow. A consumer
 * takes a snapshot, then applies batches in order. After a gap in `revision` it takes a new
 * snapshot.
 */
import type { Call, CallId } from './call';
import type { Health } from './health';
import type { Transcript, Turn } from './transcript';

export type ConsoleEvent =
  | { readonly type: 'callAdded'; readonly call: Call }
  | { readonly type: 'callChanged'; readonly call: Call }
  | { readonly type: 'callRemoved'; readonly callId: CallId }
  | { readonly type: 'turnChanged'; readonly callId: CallId; readonly turn: Turn }
  | { readonly type: 'healthChanged'; readonly health: Health };

/**
 * Changes that happened together. `revision` is that of the state after them; `baseRevision` that
 * before them.
 */
export type ConsoleEventBatch = {
  readonly baseRevision: number;
  readonly revision: number;
  readonly events: readonly ConsoleEvent[];
};

/** Everything at one revision. */
export type ConsoleSnapshot = {
  readonly revision: number;
  readonly health: Health;
  readonly calls: readonly Call[];
  readonly transcripts: Readonly<Record<CallId, Transcript>>;
};

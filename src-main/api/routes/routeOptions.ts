/** What the routes are made with. */
import type { CallControl } from '#main/call/callControl';
import type { Log } from '#main/observability/log';
import type { HistoryStore } from '#main/store/historyStore';

/** What a client can see and do of calls: the supervisor's own means, without the level stream. */
export type Supervisor = Omit<CallControl, 'readLevels'>;

/** What the routes answer from. */
export type RouteOptions = {
  readonly control: Supervisor;
  /** Null when nothing is recorded. */
  readonly history: HistoryStore | null;
  /** Folder that recordings lie in. */
  readonly dataDir: string;
  readonly log: Log;
};

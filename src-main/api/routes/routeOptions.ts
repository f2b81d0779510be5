/** What the routes are made with. */
import type { CallControl } from '#main/call/callControl';
import type { SupervisorDesk } from '#main/desk/supervisorDesk';
import type { Log } from '#main/observability/log';
import type { StoreHealth } from '#model/history';

/** What the routes answer from. */
export type RouteOptions = {
  /** All that a client sees of people and does to calls goes by it. */
  readonly desk: SupervisorDesk;
  /** The picture of now: for the state of the program, and for the stream of changes. */
  readonly picture: Pick<CallControl, 'snapshot' | 'onBatch'>;
  /** State of the record of calls. */
  readonly storeHealth: () => StoreHealth;
  readonly log: Log;
};

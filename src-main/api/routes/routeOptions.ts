import type { CallControl } from '#main/call/callControl';
import type { SupervisorDesk } from '#main/desk/supervisorDesk';
import type { Log } from '#main/observability/log';
import type { StoreHealth } from '#model/history';

/** What the routes work with. */
export type RouteOptions = {
  /** Every access to calls and personal data goes through the desk. */
  readonly desk: SupervisorDesk;
  /** The console's snapshot and changes: for the program's state and the event stream. */
  readonly picture: Pick<CallControl, 'snapshot' | 'onBatch'>;
  /** State of the record of calls. */
  readonly storeHealth: () => StoreHealth;
  readonly log: Log;
};

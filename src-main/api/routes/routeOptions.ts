import type { CallControl } from '#main/call/callControl';
import type { SupervisorDesk } from '#main/desk/supervisorDesk';
import type { Log } from '#main/observability/log';
import type { StoreHealth } from '#model/history';
import type { ProgramLoad } from '#model/load';

/** What the routes work with. */
export type RouteOptions = {
  /** Every access to calls and personal data goes through the desk. */
  readonly desk: SupervisorDesk;
  /** The state of the program, for /health and /status, which show nothing of anybody. */
  readonly picture: Pick<CallControl, 'snapshot'>;
  /** State of the record of calls. */
  readonly storeHealth: () => StoreHealth;
  readonly load: () => ProgramLoad;
  readonly log: Log;
};

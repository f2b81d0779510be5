import type { CallDesk } from './callDesk';
import type { HistoryDesk } from './historyDesk';
import type { OperatorDesk } from './operatorDesk';
import type { ProfileDesk } from './profileDesk';
import type { ProgramDesk } from './programDesk';

/** Everything an actor can see and do. */
export type ActorDesk = {
  readonly calls: CallDesk;
  readonly history: HistoryDesk;
  readonly profiles: ProfileDesk;
  readonly program: ProgramDesk;
  readonly operators: OperatorDesk;
};

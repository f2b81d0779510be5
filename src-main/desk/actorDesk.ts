import type { AlertDesk } from './alertDesk';
import type { AuditDesk } from './auditDesk';
import type { CallDesk } from './callDesk';
import type { ExportDesk } from './exports/exportDesk';
import type { HistoryDesk } from './historyDesk';
import type { OperatorDesk } from './operatorDesk';
import type { ProfileDesk } from './profileDesk';
import type { ProgramDesk } from './programDesk';
import type { RehearsalDesk } from './rehearsalDesk';
import type { SearchDesk } from './searchDesk';
import type { StatisticsDesk } from './statisticsDesk';
import type { TrialDesk } from './trialDesk';
import type { VoiceDesk } from './voiceDesk';

/** Everything an actor can see and do. */
export type ActorDesk = {
  readonly calls: CallDesk;
  readonly history: HistoryDesk;
  readonly exports: ExportDesk;
  readonly searches: SearchDesk;
  readonly statistics: StatisticsDesk;
  readonly audit: AuditDesk;
  readonly profiles: ProfileDesk;
  readonly voices: VoiceDesk;
  readonly alerts: AlertDesk;
  readonly program: ProgramDesk;
  readonly trials: TrialDesk;
  readonly rehearsals: RehearsalDesk;
  readonly operators: OperatorDesk;
};

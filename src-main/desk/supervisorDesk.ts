/**
 * What a supervisor can see and do, by whichever door they come. The doors (window, HTTP API,
 * plugins) parse requests and return answers. The desk decides what is done, in whose name, and
 * what is written down of it. It has only plain data, promises and handlers, so a program on
 * another machine could offer the same desk.
 *
 * Two readers go around it. What the program says of itself (`/health`, `/status`, metrics) is
 * nobody's reading. Plugins run in this program by its owner's choice: they get snapshot, changes
 * and audio taps from the call manager (program/pluginSide.ts), because a tap is on the path of the
 * 20 ms frames. Their commands come to the desk.
 */
import type { Log } from '#main/observability/log';
import type { ConsoleEventBatch } from '#model/events';
import { type Actor, nameOf } from './actor';
import type { ActorDesk } from './actorDesk';
import { ActTrail } from './actTrail';
import { type AlertDeskParts, createAlertDesk } from './alertDesk';
import { createAuditDesk } from './auditDesk';
import { type CallDeskParts, createCallDesk } from './callDesk';
import { Deeds } from './deeds';
import { createExportDesk } from './exports/exportDesk';
import { createHistoryDesk, type HistoryDeskParts } from './historyDesk';
import { LevelFeeds } from './levelFeed';
import { createOperatorDesk, type OperatorDeskParts } from './operatorDesk';
import { createProfileDesk, type ProfileDeskParts } from './profileDesk';
import { createProgramDesk, type ProgramDeskParts } from './programDesk';
import { ReadTrail } from './readTrail';
import { createRehearsalDesk, type RehearsalDeskParts } from './rehearsalDesk';
import { ScanTrail } from './scanTrail';
import { createSearchDesk } from './searchDesk';
import { Station, type StationParts } from './station';
import { createStationDesk, type StationDesk } from './stationDesk';
import { createStatisticsDesk } from './statisticsDesk';
import { createTrialDesk, type TrialDeskParts } from './trialDesk';
import { createVoiceDesk, type VoiceDeskParts } from './voiceDesk';

export type { ActorDesk };

export type SupervisorDesk = {
  /** The desk in the name of this actor: the audit names them for what they do there. */
  as(actor: Actor): ActorDesk;
  /**
   * Follows the changes of all calls, batched every 100 ms at most, for a door that hands them on.
   * Each of its readers begins with a `snapshot` in their own name. A door that follows first and
   * then takes the snapshot misses nothing. The returned function stops.
   */
  follow(listener: (batch: ConsoleEventBatch) => void): () => void;
  /** Who works at the window of this program. */
  readonly station: Station;
  /** The desk of whoever that is: what their role does not allow is refused there. */
  readonly atStation: StationDesk;
};

export type SupervisorDeskParts = Omit<
  CallDeskParts,
  'deeds' | 'acts' | 'levels' | 'reads' | 'scans'
> &
  Omit<HistoryDeskParts, 'deeds' | 'reads'> &
  Omit<ProfileDeskParts, 'deeds'> &
  Omit<VoiceDeskParts, 'deeds'> &
  Omit<TrialDeskParts, 'deeds'> &
  Omit<RehearsalDeskParts, 'deeds'> &
  Omit<AlertDeskParts, 'deeds'> &
  Omit<ProgramDeskParts, 'deeds'> &
  Omit<OperatorDeskParts, 'deeds'> & {
    readonly operators: StationParts['book'];
    readonly stationRules: () => ReturnType<StationParts['rules']> & {
      readonly viewersSeeNumbers: boolean;
    };
    /** The user of the operating system. */
    readonly owner: string;
    readonly log: Log;
  };

export function createSupervisorDesk(parts: SupervisorDeskParts): SupervisorDesk {
  const acts = new ActTrail(() => parts.control.snapshot().calls);
  const deeds = new Deeds(parts.history, parts.log, acts);
  const reads = new ReadTrail(deeds, () => performance.now());
  const scans = new ScanTrail(deeds);
  const levels = new LevelFeeds(() => parts.control.readLevels());
  const all = { ...parts, deeds, acts, reads, scans, levels };
  const station = createStation(parts, deeds);
  const desk = {
    as: (actor: Actor) => ({
      calls: createCallDesk(all, actor),
      history: createHistoryDesk(all, actor),
      exports: createExportDesk(all, actor),
      searches: createSearchDesk(all, actor),
      statistics: createStatisticsDesk(all, actor),
      audit: createAuditDesk(all, actor),
      profiles: createProfileDesk(all, actor),
      voices: createVoiceDesk(all, actor),
      alerts: createAlertDesk(all, actor),
      program: createProgramDesk(all, actor),
      trials: createTrialDesk(all, actor),
      rehearsals: createRehearsalDesk(all, actor),
      operators: createOperatorDesk(all, actor),
    }),
    follow: (listener: (batch: ConsoleEventBatch) => void) => parts.control.onBatch(listener),
  };
  const viewersSeeNumbers = () => parts.stationRules().viewersSeeNumbers;
  return {
    ...desk,
    station,
    atStation: createStationDesk({ desk, station, viewersSeeNumbers, deeds }),
  };
}

function createStation(parts: SupervisorDeskParts, deeds: Deeds): Station {
  return new Station({
    book: parts.operators,
    owner: parts.owner,
    rules: parts.stationRules,
    speaks: (actor) =>
      parts.control.snapshot().calls.some(({ speaker }) => speaker === nameOf(actor)),
    note: (...entry) => {
      deeds.note(...entry);
    },
  });
}

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
import type { Actor } from './actor';
import { type CallDesk, type CallDeskParts, createCallDesk } from './callDesk';
import { Deeds } from './deeds';
import { createHistoryDesk, type HistoryDesk, type HistoryDeskParts } from './historyDesk';
import { LevelFeeds } from './levelFeed';
import { createProfileDesk, type ProfileDesk, type ProfileDeskParts } from './profileDesk';
import { createProgramDesk, type ProgramDesk, type ProgramDeskParts } from './programDesk';
import { ReadTrail } from './readTrail';
import { ScanTrail } from './scanTrail';
import { createVoiceDesk, type VoiceDesk, type VoiceDeskParts } from './voiceDesk';

export type ActorDesk = {
  readonly calls: CallDesk;
  readonly history: HistoryDesk;
  readonly profiles: ProfileDesk;
  readonly voices: VoiceDesk;
  readonly program: ProgramDesk;
};

export type SupervisorDesk = {
  /** The desk in the name of this actor: the audit names them for what they do there. */
  as(actor: Actor): ActorDesk;
  /**
   * Follows the changes of all calls, batched every 100 ms at most, for a door that hands them on.
   * Each of its readers begins with a `snapshot` in their own name. A door that follows first and
   * then takes the snapshot misses nothing. The returned function stops.
   */
  follow(listener: (batch: ConsoleEventBatch) => void): () => void;
};

export type SupervisorDeskParts = Omit<CallDeskParts, 'deeds' | 'levels' | 'reads' | 'scans'> &
  Omit<HistoryDeskParts, 'deeds' | 'reads'> &
  Omit<ProfileDeskParts, 'deeds'> &
  Omit<VoiceDeskParts, 'deeds'> &
  Omit<ProgramDeskParts, 'deeds'> & { readonly log: Log };

export function createSupervisorDesk(parts: SupervisorDeskParts): SupervisorDesk {
  const deeds = new Deeds(parts.history, parts.log);
  const reads = new ReadTrail(deeds, () => performance.now());
  const scans = new ScanTrail(deeds);
  const levels = new LevelFeeds(() => parts.control.readLevels());
  const all = { ...parts, deeds, reads, scans, levels };
  return {
    as: (actor) => ({
      calls: createCallDesk(all, actor),
      history: createHistoryDesk(all, actor),
      profiles: createProfileDesk(all, actor),
      voices: createVoiceDesk(all, actor),
      program: createProgramDesk(all, actor),
    }),
    follow: (listener) => parts.control.onBatch(listener),
  };
}

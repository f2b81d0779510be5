/**
 * What a supervisor can see and do, by whichever door they come. The doors (window, HTTP API,
 * plugins) parse requests and return answers. The desk decides what is done, in whose name, and
 * what is written down of it. It has only plain data, promises and handlers, so a program on
 * another machine could offer the same desk.
 */
import type { Log } from '#main/observability/log';
import type { Actor } from './actor';
import { type CallDesk, type CallDeskParts, createCallDesk } from './callDesk';
import { Deeds } from './deeds';
import { createHistoryDesk, type HistoryDesk, type HistoryDeskParts } from './historyDesk';
import { LevelFeeds } from './levelFeed';
import { createProfileDesk, type ProfileDesk, type ProfileDeskParts } from './profileDesk';
import { createProgramDesk, type ProgramDesk, type ProgramDeskParts } from './programDesk';
import { ReadTrail } from './readTrail';

export type ActorDesk = {
  readonly calls: CallDesk;
  readonly history: HistoryDesk;
  readonly profiles: ProfileDesk;
  readonly program: ProgramDesk;
};

export type SupervisorDesk = {
  /** The desk in the name of this actor: the audit names them for what they do there. */
  as(actor: Actor): ActorDesk;
};

export type SupervisorDeskParts = Omit<CallDeskParts, 'deeds' | 'levels'> &
  Omit<HistoryDeskParts, 'deeds' | 'reads'> &
  Omit<ProfileDeskParts, 'deeds'> &
  Omit<ProgramDeskParts, 'deeds'> & { readonly log: Log };

export function createSupervisorDesk(parts: SupervisorDeskParts): SupervisorDesk {
  const deeds = new Deeds(parts.history, parts.log);
  const reads = new ReadTrail(deeds, () => performance.now());
  const levels = new LevelFeeds(() => parts.control.readLevels());
  const all = { ...parts, deeds, reads, levels };
  return {
    as: (actor) => ({
      calls: createCallDesk(all, actor),
      history: createHistoryDesk(all, actor),
      profiles: createProfileDesk(all, actor),
      program: createProgramDesk(all, actor),
    }),
  };
}

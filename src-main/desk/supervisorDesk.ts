/**
 * What a supervisor can see and do, by whichever door they come. The window, the HTTP API and
 * plugins parse and answer; what is done, in whose name, and what is written down of it is decided
 * here. Plain data, promises and handlers only: a program on another machine could answer the same
 * desk.
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

/** The desk, for one actor. */
export type ActorDesk = {
  readonly calls: CallDesk;
  readonly history: HistoryDesk;
  readonly profiles: ProfileDesk;
  readonly program: ProgramDesk;
};

/** The desk. */
export type SupervisorDesk = {
  /** The desk in somebody's name: what they do there is written down as theirs. */
  as(actor: Actor): ActorDesk;
};

/** What the desk is made of. */
export type SupervisorDeskParts = Omit<CallDeskParts, 'deeds' | 'levels'> &
  Omit<HistoryDeskParts, 'deeds' | 'reads'> &
  Omit<ProfileDeskParts, 'deeds'> &
  Omit<ProgramDeskParts, 'deeds'> & { readonly log: Log };

/** Makes the desk. */
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

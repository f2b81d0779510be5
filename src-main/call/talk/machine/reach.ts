/**
 * Who hears whom: one derived value, read by everything that draws a conclusion from somebody's
 * silence.
 */
import type { Absence } from './talkState';

/** The facts that decide it. */
export type ReachFacts = {
  /** The caller is on the line, and their transport is open. */
  readonly lineOpen: boolean;
  /** The agent is connected. */
  readonly linkReady: boolean;
  /** What keeps the agent out of the talk. */
  readonly absences: ReadonlySet<Absence>;
  readonly callerMuted: boolean;
  readonly agentMuted: boolean;
};

export type Reach = {
  /** What the caller says now is heard by the agent. */
  readonly callerReachesAgent: boolean;
  /** What the agent says now is heard by the caller. */
  readonly agentReachesCaller: boolean;
};

export function reachOf(facts: ReachFacts): Reach {
  const together = facts.lineOpen && facts.linkReady && facts.absences.size === 0;
  return {
    callerReachesAgent: together && !facts.callerMuted,
    agentReachesCaller: together && !facts.agentMuted,
  };
}

/** Whether the silence of one means something to the other. */
export function hearEachOther({ callerReachesAgent, agentReachesCaller }: Reach): boolean {
  return callerReachesAgent && agentReachesCaller;
}

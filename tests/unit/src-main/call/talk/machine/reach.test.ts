import { describe, expect, it } from 'vitest';
import { hearEachOther, type ReachFacts, reachOf } from '#main/call/talk/machine/reach';
import type { Absence } from '#main/call/talk/machine/talkState';

const TOGETHER: ReachFacts = {
  lineOpen: true,
  linkReady: true,
  absences: new Set<Absence>(),
  callerMuted: false,
  agentMuted: false,
};

describe('who hears whom', () => {
  it.each<[string, Partial<ReachFacts>, boolean, boolean]>([
    ['nothing keeps them apart', {}, true, true],
    ['the caller is muted', { callerMuted: true }, false, true],
    ['the agent is muted', { agentMuted: true }, true, false],
    ['the line is not open', { lineOpen: false }, false, false],
    ['the agent is not connected', { linkReady: false }, false, false],
    ['the line is held', { absences: new Set<Absence>(['hold']) }, false, false],
    ['the supervisor speaks', { absences: new Set<Absence>(['supervisor']) }, false, false],
  ])('when %s', (_when, facts, callerReachesAgent, agentReachesCaller) => {
    const reach = reachOf({ ...TOGETHER, ...facts });
    expect(reach).toEqual({ callerReachesAgent, agentReachesCaller });
    expect(hearEachOther(reach)).toBe(callerReachesAgent && agentReachesCaller);
  });
});

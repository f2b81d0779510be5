/** Who can hear whom in a call: one value, computed from what the call is at the moment. */
import type { Call } from './call';

export type Reach = {
  /** What the caller says reaches the agent. */
  readonly callerReachesAgent: boolean;
  /** What the agent says reaches the caller. */
  readonly agentReachesCaller: boolean;
  /** A supervisor speaks with the caller in the agent's place. */
  readonly supervisorPresent: boolean;
  /** Only the agent could speak to the caller, whether or not it can at the moment. */
  readonly callerWaitsForAgent: boolean;
};

/** The facts of a call that decide it. */
type ReachFacts = Pick<
  Call,
  'state' | 'agentLink' | 'agentPaused' | 'floor' | 'callerMuted' | 'agentMuted'
>;

export function reachOf(call: ReachFacts): Reach {
  const supervisorPresent = call.floor === 'supervisor';
  const callerWaitsForAgent = call.state === 'live' && !supervisorPresent && !call.agentPaused;
  const agentTalks = callerWaitsForAgent && call.agentLink === 'ready';
  return {
    callerReachesAgent: agentTalks && !call.callerMuted,
    agentReachesCaller: agentTalks && !call.agentMuted,
    supervisorPresent,
    callerWaitsForAgent,
  };
}

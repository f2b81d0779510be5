/** What the machine of a talk wants done, as data. `Floor` and `AgentDeeds` carry it out. */
import type { AgentTurn, StuckReason } from '#main/agent/voiceAgent';
import type { AgentState } from '#model/call';
import type { MuteReason } from '#model/metrics';
import type { Demand, HeardShare } from './exchange';

/** What the caller hears, and what call and transcript show of it. Times are monotonic ms. */
type FloorEffect =
  /** Stop the agent at once: flush what is queued, cut the transcript. */
  | { readonly do: 'cut'; readonly heard: HeardShare }
  /** The cut was a barge-in. `onsetMs`: when the caller began to speak; null if that is unknown. */
  | { readonly do: 'count-barge-in'; readonly onsetMs: number | null; readonly cutMs: number }
  /**
   * The agent's turn begins. `sinceCallerMs`: ms since the end of the caller's speech; null if the
   * turn is not a reply.
   */
  | { readonly do: 'begin-turn'; readonly sinceCallerMs: number | null }
  /**
   * The present turn, announced without a time, is a reply after all: the service noticed the end
   * of the caller's speech before the detector here did.
   */
  | { readonly do: 'time-reply'; readonly sinceCallerMs: number }
  /** The agent goes on with a turn of which a part has come, and may still be heard. */
  | { readonly do: 'continue-turn' }
  /** The agent begins another turn although the service has not ended the last one. */
  | { readonly do: 'overtake-turn' }
  /** The service has ended the agent's turn, and the caller has heard all they will hear of it. */
  | { readonly do: 'end-turn' }
  /** The agent's turn had no sound: nobody heard its text. */
  | { readonly do: 'strike-turn' }
  | { readonly do: 'show-state'; readonly state: AgentState };

/** What is done with the agent, and what the supervisor reads of it. */
export type AgentEffect =
  | Demand
  | { readonly do: 'reconnect'; readonly reason: StuckReason }
  /** `inARow`: number of turns without sound since the agent was last heard. */
  | {
      readonly do: 'count-mute-turn';
      readonly reason: MuteReason;
      readonly turn: AgentTurn;
      readonly inARow: number;
    }
  | { readonly do: 'alert'; readonly kind: 'no-answer'; readonly limitMs: number }
  | { readonly do: 'alert'; readonly kind: 'agent-mute' }
  /** Somebody speaks after `no-answer`. */
  | { readonly do: 'end-alert' }
  /** No answer will come: what the caller said is no longer sent to a new session. */
  | { readonly do: 'give-up' }
  /** The agent answers the caller: so they are there. */
  | { readonly do: 'note-caller' }
  /** The agent is heard after the result of a tool: it needs no other telling. */
  | { readonly do: 'note-result-told' };

export type TalkEffect = FloorEffect | AgentEffect;

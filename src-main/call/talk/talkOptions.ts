import type { VoiceAgentFactory } from '#main/agent/voiceAgent';
import type { FrameClock } from '#main/media/clock/frameClock';
import type { TransportClose } from '#main/media/transport/mediaTransport';
import type { VadEngine } from '#main/media/vad/voiceActivityDetector';
import type { Log } from '#main/observability/log';
import type { CordboardError } from '#main/util/errors';
import type { AgentLink, CallId } from '#model/call';
import type { Transcript, Turn } from '#model/transcript';
import type { CallSettings } from '../callSettings';
import type { Knowledge } from '../content/callKnowledge';
import type { LiveCall } from '../liveCall';
import type { CreateTools, ToolHost } from '../tools/toolRunner';
import type { AttentionRules } from './attention/attentionRules';
import type { NudgesOptions } from './nudges/nudges';
import type { CostEstimator } from './record/callMetrics';

/** Events of a talk for the call that owns it. No handler may throw or block. */
export type TalkHandlers = {
  readonly onTurn: (callId: CallId, turn: Turn) => void;
  readonly onAgentLink: (link: AgentLink, error: CordboardError | null) => void;
  /** The transport is gone, and we did not close it. */
  readonly onMediaLost: (close: TransportClose) => void;
  /**
   * No audio has come from the caller for WATCHDOG_NO_MEDIA although the transport is open; told
   * again each time that passes.
   */
  readonly onNoMedia: () => void;
  /** The caller has said nothing for too long, and the agent has said goodbye: end the call. */
  readonly onCallerSilent: () => void;
  /**
   * The agent's connection has been away longer than AGENT_AWAY_LIMIT: send the caller to the
   * profile's fallback.
   */
  readonly onAgentAwayTooLong: () => void;
  /** A mailbox has answered our call, and got what it is to get: end the call. */
  readonly onMailbox: () => void;
  /** Play music on hold to the caller because the agent is away (true), or stop it. */
  readonly onHoldMusic: (on: boolean) => void;
};

/**
 * What the agent's tools may do to the call. The talk calls endCall and transfer once the agent has
 * finished speaking.
 */
export type ToolActions = Omit<
  ToolHost,
  'askSupervisor' | 'mailboxReached' | 'ran' | 'show' | 'sendResult' | 'tellResult'
>;

export type TalkOptions = TalkHandlers & {
  readonly callId: CallId;
  readonly liveCall: LiveCall;
  readonly agents: VoiceAgentFactory;
  readonly vad: VadEngine;
  /** The clock of all lines. */
  readonly clock: FrameClock;
  readonly settings: () => CallSettings;
  readonly createTools: CreateTools;
  readonly toolActions: ToolActions;
  /**
   * The sentence that the agent is to say first, with placeholders; empty: none, or it was said
   * before.
   */
  readonly disclosure: () => string;
  readonly knowledge: Knowledge;
  /** Gives the call a command in the name of a rule, as a supervisor gives it. */
  readonly command: NudgesOptions['command'];
  /** A rule of the profile has acted. */
  readonly onRuleDeed: NudgesOptions['onDeed'];
  /** What calls for a supervisor's attention. */
  readonly attention: AttentionRules;
  readonly estimateCost: CostEstimator;
  /**
   * The earlier talk of a call that goes on. Its turns come first and are passed to onTurn again;
   * the agent knows them. Empty or left out for a new call.
   */
  readonly before?: Transcript;
  /**
   * What was said before in a talk that is played again: the agent knows it, and it is no part of
   * this talk's transcript.
   */
  readonly context?: Transcript;
  /** Id of the first turn that is not in `before`; by default the next one. */
  readonly firstTurn?: number;
  /** The caller has been greeted in this call. */
  readonly isGreeted?: boolean;
  readonly log: Log;
};

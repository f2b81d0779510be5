/** What a conversation is made with, and what it tells the call that owns it. */
import type { VoiceAgentFactory } from '#main/agent/voiceAgent';
import type { TransportClose } from '#main/media/transport/mediaTransport';
import type { VadEngine } from '#main/media/vad/voiceActivityDetector';
import type { Log } from '#main/observability/log';
import type { CordboardError } from '#main/util/errors';
import type { AgentLink, CallId } from '#model/call';
import type { Transcript, Turn } from '#model/transcript';
import type { CallSettings } from '../callSettings';
import type { LiveCall } from '../liveCall';
import type { CreateTools, ToolHost } from '../tools/toolRunner';
import type { CostEstimator } from './callMetrics';

/** What a conversation tells its call; none of them may throw or block. */
export type ConversationHandlers = {
  readonly onTurn: (callId: CallId, turn: Turn) => void;
  readonly onAgentLink: (link: AgentLink, error: CordboardError | null) => void;
  /** The transport is gone, and it was not us who closed it. */
  readonly onMediaLost: (close: TransportClose) => void;
  /** No audio comes from the caller although the transport is open: it should be made anew. */
  readonly onMediaStalled: () => void;
  /**
   * The caller has said nothing for too long, and the agent has said goodbye: the call is to be
   * ended.
   */
  readonly onCallerSilent: () => void;
  /**
   * The agent's connection has been away longer than AGENT_AWAY_LIMIT: the call goes to the
   * profile's fallback.
   */
  readonly onAgentAwayTooLong: () => void;
  /**
   * Music on hold is to be played to the caller (true), or no longer, because the agent is away.
   */
  readonly onHoldMusic: (on: boolean) => void;
};

/**
 * What the agent's tools may do to the call; endCall and transfer are asked for once the agent has
 * finished speaking.
 */
export type ToolActions = Omit<ToolHost, 'note' | 'sendResult'>;

/** What a conversation is made with. */
export type ConversationOptions = ConversationHandlers & {
  readonly callId: CallId;
  readonly view: LiveCall;
  readonly agents: VoiceAgentFactory;
  readonly vad: VadEngine;
  readonly settings: () => CallSettings;
  readonly createTools: CreateTools;
  readonly toolActions: ToolActions;
  readonly estimateCost: CostEstimator;
  /**
   * The talk so far of a call that goes on: its turns come first, told again through onTurn, the
   * agent knows them and does not greet. Empty, or left out, for a new call.
   */
  readonly before?: Transcript;
  /** The agent greets although there is a talk before: it was another one's. */
  readonly greetsAgain?: boolean;
  readonly log: Log;
};

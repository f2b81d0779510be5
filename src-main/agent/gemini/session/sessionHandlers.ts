import type { CordboardError } from '#main/util/errors';
import type { AgentLink } from '#model/call';
import type { TokenUsage } from '#model/metrics';
import type { ReconnectCause, VoiceChangeOutcome } from '../../voiceAgent';
import type { GeminiConnection } from '../wire/connection';
import type { ServerMessage } from '../wire/serverMessages';

/** What a session reports to the agent that runs on it. No handler throws. */
export type SessionHandlers = {
  /**
   * A connection is open and not yet in use: the time to tell the service what it does not know.
   */
  onOpened(connection: GeminiConnection, outcome: VoiceChangeOutcome): void;
  /** The connection is in use from now on. */
  onReady(connection: GeminiConnection): void;
  /** No connection is in use from now on. */
  onGone(): void;
  onMessage(message: ServerMessage): void;
  onUsage(usage: TokenUsage): void;
  onLink(link: AgentLink, error: CordboardError | null): void;
  /** Not called for voice changes. */
  onReconnected(outcome: VoiceChangeOutcome, cause: ReconnectCause): void;
  /** See VoiceAgentOptions. */
  isQuiet(): boolean;
};

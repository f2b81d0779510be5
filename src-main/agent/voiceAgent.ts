/**
 * The port behind which the voice AI lives. One agent per call. The rest of the pipeline knows only this file.
 */
import type { AgentLink } from '../model/call';
import type { TokenUsage } from '../model/metrics';
import type { VoiceName } from '../model/voices';
import type { CordboardError } from '../util/errors';
import type { Result } from '../util/result';

/** One turn of the talk so far, to re-seed a fresh session with. */
export type HistoryTurn = { readonly role: 'user' | 'model'; readonly text: string };

/** What an agent is started with. */
export type VoiceAgentOptions = {
  readonly voice: VoiceName;
  /** What the agent is told to be and do. */
  readonly systemInstruction: string;
  /** The caller may interrupt the agent; otherwise the service is told not to let him. Read at each connection. */
  readonly allowInterruption: boolean;
  /** The talk so far in this call, oldest first; asked for when a session must be re-seeded. Never includes the turn in progress. */
  readonly history: () => readonly HistoryTurn[];
  /**
   * Ms since the onset of what the caller says or said and the agent has not begun to answer; null when there is nothing. A
   * session is not replaced meanwhile if that can wait, and what he said is sent again to the next one if it cannot.
   */
  readonly unansweredMs?: () => number | null;
  /** Log binding: the call. */
  readonly callId: string;
};

/** How a voice change was brought about: by resuming the session, or by a fresh one that was told the talk so far. */
export type VoiceChangeOutcome = 'resumed' | 're-seeded';

/** What an agent tells its user; none of them may throw or block. Order is that of the service's messages. */
export interface VoiceAgentHandlers {
  /**
   * Audio of the agent's current turn: 16-bit little-endian PCM at 24 kHz, any number of bytes that is a multiple of 2, at any
   * byte offset, usually faster than real time. Valid only during the call.
   */
  onAudio(pcm24k: Buffer): void;
  /** More of what the caller said. `text` is a delta. */
  onCallerText(text: string): void;
  /** More of what the agent says. `text` is a delta. */
  onAgentText(text: string): void;
  /** The service stopped the agent because the caller spoke. No audio of that turn follows. */
  onInterrupted(): void;
  /** The agent has produced all of its turn; it may still be playing. */
  onGenerationComplete(): void;
  /** The turn is over and the service waits for the caller. */
  onTurnComplete(): void;
  /** More tokens were billed; figures of this message only. */
  onUsage(usage: TokenUsage): void;
  /**
   * The link changed. `failed` comes with an error: the agent has given up and will not speak again. A turn in progress ends
   * without onTurnComplete whenever the link leaves `ready`.
   */
  onLink(link: AgentLink, error: CordboardError | null): void;
  /** The session was re-made during the call: by handle, or fresh with the talk so far. Not called for voice changes. */
  onReconnected(outcome: VoiceChangeOutcome): void;
}

/** One voice agent in one call. */
export interface VoiceAgent {
  readonly link: AgentLink;
  readonly voice: VoiceName;
  /** Connects. Fails with `auth`, `config`, `network`, `timeout` or `refused`. Call once. */
  start(handlers: VoiceAgentHandlers): Promise<Result<void>>;
  /**
   * One 20 ms frame of the caller (640 bytes, slin16 little-endian, 16 kHz); the buffer may be reused after the call returns.
   * While the link is not ready, the newest audio is kept and sent when it is, after what was said before and was not answered
   * (`unansweredMs`, 15 s at most). Never blocks.
   */
  sendAudio(frame: Buffer): void;
  /** Speaks a text turn to the agent as if the caller had typed it; the agent answers aloud. */
  sendText(text: string): void;
  /**
   * Changes the voice: closes the connection and goes on in the new voice, the talk so far kept. The caller of this method
   * waits for a quiet moment first; without one, what the caller said last is sent again. Fails with `invalid-state` when a change is running or the link is down; on any other failure
   * the agent goes on in the old voice if it can.
   */
  changeVoice(voice: VoiceName): Promise<Result<VoiceChangeOutcome>>;
  /** Ends the session. Idempotent. */
  close(): void;
}

/** Makes agents. */
export interface VoiceAgentFactory {
  create(options: VoiceAgentOptions): VoiceAgent;
}

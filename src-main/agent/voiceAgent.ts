/**
 * The port behind which the voice AI lives. One agent per call. The rest of the pipeline knows only this file.
 */
import type { AgentLink } from '#model/call';
import type { TokenUsage } from '#model/metrics';
import type { JsonSchema, ToolScheduling } from '#model/profile';
import type { VoiceName } from '#model/voices';
import type { CordboardError } from '#main/util/errors';
import type { Result } from '#main/util/result';

/** One turn of the talk so far, to re-seed a fresh session with. */
export type HistoryTurn = { readonly role: 'user' | 'model'; readonly text: string };

/** A function the agent may call. */
export type ToolDeclaration = {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of its arguments (an object). */
  readonly parameters: JsonSchema;
  readonly scheduling: ToolScheduling;
};

/** The agent calls a function. `id` is unique in the session and goes back with the result. */
export type ToolCall = {
  readonly id: string;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
};

/** What came of it; plain data that can be written as JSON. */
export type ToolResult = {
  readonly id: string;
  readonly name: string;
  readonly response: Readonly<Record<string, unknown>>;
  readonly scheduling: ToolScheduling;
};

/** What an agent is started with. */
export type VoiceAgentOptions = {
  readonly voice: VoiceName;
  readonly model: string;
  /** What the agent is told to be and do. */
  readonly systemInstruction: string;
  /** Language it is told to speak (BCP 47); empty: that of the caller. */
  readonly language: string;
  readonly tools: readonly ToolDeclaration[];
  /** Grounding with Google Search. */
  readonly googleSearch: boolean;
  /**
   * Who finds the caller's turns. `service`: the service hears all of the caller. `local`: it hears only what lies between
   * callerSpeechStarts and callerSpeechEnds, with some audio from before the onset.
   */
  readonly endpointing: 'service' | 'local';
  /** The caller may interrupt the agent; otherwise the service is told not to let him. Read at each connection. */
  readonly allowInterruption: boolean;
  /**
   * The talk so far in this call from turn number `from` on (default: all of it), oldest first; asked for when a session does not
   * know it. Never includes a turn of which more may come.
   */
  readonly history: (from?: number) => readonly HistoryTurn[];
  /** Number of the first turn of which a session knows nothing that has followed the talk up to now. */
  readonly nextTurn: () => number;
  /**
   * Ms since the onset of what the caller says or said and the agent has not begun to answer; null when there is nothing. A
   * session is not replaced meanwhile if that can wait, and what he said is sent again to the next one if it cannot.
   */
  readonly unansweredMs?: () => number | null;
  /** Log binding: the call. */
  readonly callId: string;
};

/**
 * Why a service is taken to be stuck. `no-answer`: nothing came to what the caller said, as far as he said anything. `soundless`:
 * what it said was silence. `mute`: its turns end without any audio.
 */
export type StuckReason = 'no-answer' | 'soundless' | 'mute';

/**
 * How a turn of the agent ended. `interrupted`: because the caller spoke. `goes-on`: another one follows by itself. `waits`: the
 * agent wants to hear more before it answers. `failed`: the service gave it up.
 */
export type AgentTurnEnd = 'complete' | 'interrupted' | 'goes-on' | 'waits' | 'failed';

/** What a turn of the agent carried. */
export type AgentTurn = {
  readonly end: AgentTurnEnd;
  /** The service's own word for how it ended; null when it gave none. */
  readonly reason: string | null;
  /** Bytes of audio that were passed on. */
  readonly audioBytes: number;
  /** Parts of text in place of audio, which nobody hears. */
  readonly textParts: number;
  readonly toolCalls: number;
  /** Words of the caller were written down since the turn before. */
  readonly callerSpoke: boolean;
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
  onTurnComplete(turn: AgentTurn): void;
  /** The agent calls functions; each wants a sendToolResult, unless it is cancelled. */
  onToolCalls(calls: readonly ToolCall[]): void;
  /** The agent does not want these results any more: the caller interrupted. */
  onToolCallsCancelled(ids: readonly string[]): void;
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
  /** The agent says these words aloud, exactly as they are, in the language they are written in. */
  say(words: string): void;
  /** Tells the agent something it is to know and the caller not to hear; it does not answer to it by itself. */
  sendContext(text: string): void;
  /** Answers a tool call. One that was cancelled, or belongs to a session that is gone, is dropped. */
  sendToolResult(result: ToolResult): void;
  /** The caller began to speak so many ms ago (endpointing `local`; otherwise without effect). */
  callerSpeechStarts(sinceOnsetMs: number): void;
  /** The caller has finished (endpointing `local`; otherwise without effect). */
  callerSpeechEnds(): void;
  /**
   * The caller's audio stops for a while (hold, mute, pause): what the service has heard so far is complete (`audioStreamEnd`).
   * Goes on by itself with the next sendAudio.
   */
  callerAudioPauses(): void;
  /**
   * Replaces the system instruction for the rest of the call, without a new connection where the service can. Fails with
   * `invalid-state` when the link is down; the new instruction then holds from the next connection on.
   */
  changeInstruction(systemInstruction: string): Promise<Result<void>>;
  /** Gives the present connection up and makes another, the talk so far kept: the service seems to be stuck. */
  reconnect(reason: StuckReason): void;
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

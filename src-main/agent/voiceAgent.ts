/**
 * The port behind which the voice AI lives. One agent per call. The rest of the pipeline knows only
 * this file.
 */
import type { CordboardError } from '#main/util/errors';
import type { Result } from '#main/util/result';
import type { AgentLink } from '#model/call';
import type { TokenUsage } from '#model/metrics';
import type { JsonSchema, ToolScheduling } from '#model/profile';
import type { VoiceName } from '#model/voices';

/** One turn of the talk so far, to re-seed a fresh session with. */
export type HistoryTurn = { readonly role: 'user' | 'model'; readonly text: string };

/**
 * How much a session is missed: a caller speaks to the agent or waits for it, a new call has none
 * yet, or nobody waits.
 */
export type Urgency = 'caller-waits' | 'new-call' | 'other';

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

/** The result of a tool call: plain data that can be written as JSON. */
export type ToolResult = {
  readonly id: string;
  readonly name: string;
  readonly response: Readonly<Record<string, unknown>>;
  readonly scheduling: ToolScheduling;
};

/**
 * What an agent is started with. A look-up may still choose voice, instruction and language when
 * the agent is made: they are read at `start`, and the language at each session.
 */
export type VoiceAgentOptions = {
  readonly voice: VoiceName;
  readonly model: string;
  /** Who the agent is and what it does. */
  readonly systemInstruction: string;
  /**
   * Adds to an instruction what is known of the call at the moment. Asked anew for each session,
   * with the newest instruction. Default: nothing.
   */
  readonly withFacts?: (instruction: string) => string;
  /** Language the agent speaks (BCP 47); empty: that of the caller. */
  readonly language: string;
  readonly tools: readonly ToolDeclaration[];
  /** Grounding with Google Search. */
  readonly googleSearch: boolean;
  /**
   * Who finds the caller's turns. `service`: the service does, and hears all of the caller's audio.
   * `local`: Cordboard does; the service hears only the audio between callerSpeechStarts and
   * callerSpeechEnds, and a little from before the onset.
   */
  readonly endpointing: 'service' | 'local';
  /** Whether the caller's speech interrupts the agent. Read at each connection. */
  readonly allowInterruption: boolean;
  /**
   * The turns of this call from number `from` on (default: all), oldest first, for a session that
   * does not know them. A turn that may still grow is never included.
   */
  readonly history: (from?: number) => readonly HistoryTurn[];
  /**
   * Number that the next turn will have: a session that has followed the talk up to now knows all
   * turns before it.
   */
  readonly nextTurn: () => number;
  /**
   * Ms since the onset of the caller's speech that the agent has not begun to answer; null when
   * nothing is unanswered. The next session is sent that speech again.
   */
  readonly unansweredMs?: () => number | null;
  /**
   * Whether nobody speaks, and nothing is owed or open: the moment to replace a connection that is
   * due. Default: always.
   */
  readonly isQuiet?: () => boolean;
  /**
   * Asked while sessions of several calls wait to be opened: those that are missed most come first.
   * Default: `other`.
   */
  readonly urgency?: () => Urgency;
  /** Log binding: the call. */
  readonly callId: string;
};

/**
 * Why the service is thought to be stuck. `no-answer`: it has not answered the caller. `soundless`:
 * the audio it sent was silence. `mute`: its turns end without any audio. `asked`: a person thinks
 * so.
 */
export type StuckReason = 'no-answer' | 'soundless' | 'mute' | 'asked';

/**
 * How a turn of the agent ended. `interrupted`: the caller spoke. `goes-on`: another turn follows
 * by itself. `waits`: the agent wants to hear more before it answers. `failed`: the service gave
 * the turn up.
 */
export type AgentTurnEnd = 'complete' | 'interrupted' | 'goes-on' | 'waits' | 'failed';

/** What a turn of the agent carried, together with the turns before it that were to go on. */
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

/**
 * How the talk went on: in the resumed session, or in a fresh one that was given the talk so far as
 * text.
 */
export type VoiceChangeOutcome = 'resumed' | 're-seeded';

/** What an agent reports, in the order of the service's messages. No handler may throw or block. */
export interface VoiceAgentHandlers {
  /**
   * Audio of the agent's current turn: 16-bit little-endian PCM at 24 kHz. It usually comes faster
   * than it is played. The number of bytes is even; the byte offset may be odd. Valid only until
   * the handler returns.
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
  /**
   * The agent calls functions. Each wants a sendToolResult until it is cancelled, or the link
   * leaves `ready`: another session has not made the call.
   */
  onToolCalls(calls: readonly ToolCall[]): void;
  /** The agent no longer wants these results: the caller interrupted. */
  onToolCallsCancelled(ids: readonly string[]): void;
  /** More tokens were billed. The figures are those of one message, not sums. */
  onUsage(usage: TokenUsage): void;
  /**
   * The link changed. `failed` comes with an error: the agent has given up and will not speak
   * again. When the link leaves `ready`, a turn in progress is over without an onTurnComplete.
   */
  onLink(link: AgentLink, error: CordboardError | null): void;
  /** The connection was replaced during the call. Not called for voice changes. */
  onReconnected(outcome: VoiceChangeOutcome, cause: ReconnectCause): void;
}

/** Why a connection was replaced: it was `lost`, or `renewed` before its service ended it. */
export type ReconnectCause = 'lost' | 'renewed';

/** One voice agent in one call. */
export interface VoiceAgent {
  readonly link: AgentLink;
  readonly voice: VoiceName;
  /**
   * Connects. Fails with `auth`, `config`, `network`, `timeout`, `refused`, or `cancelled` after
   * close. Call once.
   */
  start(handlers: VoiceAgentHandlers): Promise<Result<void>>;
  /**
   * Sends one 20 ms frame of the caller (640 bytes, slin16 little-endian, 16 kHz); the buffer may
   * be reused afterwards. `hasSound` is false for a frame that is too soft to be speech: in a long
   * silence such frames may be sent some time later, but before any sound. While the link is not
   * ready, the newest audio is kept; the next session gets it after the caller's unanswered speech
   * (`unansweredMs`, 15 s at most). Never blocks.
   */
  sendAudio(frame: Buffer, hasSound: boolean): void;
  /**
   * Gives the agent a text that it answers aloud at once. The caller does not hear the text.
   * Without effect unless the link is `ready`: who wants an answer asks again then.
   */
  sendText(text: string): void;
  /**
   * The agent says these words aloud, exactly as they are, in the language they are written in.
   * Without effect unless the link is `ready`.
   */
  say(words: string): void;
  /**
   * Gives the agent a text to know. It does not answer it, and the caller does not hear it. While
   * the link is not ready, the text is kept for the next session.
   */
  sendContext(text: string): void;
  /**
   * Answers a tool call. The result of a call that was cancelled, or made in an earlier session, is
   * dropped.
   */
  sendToolResult(result: ToolResult): void;
  /**
   * Whether the service neither speaks nor hears until it has the result of a tool that is declared
   * so. Some models always wait, and some never do.
   */
  waitsForResult(scheduling: ToolScheduling): boolean;
  /**
   * The caller began to speak `sinceOnsetMs` ago (endpointing `local`; otherwise this only keeps
   * the audio that follows from waiting for more).
   */
  callerSpeechStarts(sinceOnsetMs: number): void;
  /** The caller has finished speaking (endpointing `local`; otherwise without effect). */
  callerSpeechEnds(): void;
  /**
   * The caller's audio stops for a while (hold, mute, pause), so the service takes what it has
   * heard as complete (`audioStreamEnd`). The next sendAudio resumes it.
   */
  callerAudioPauses(): void;
  /**
   * Replaces the system instruction for the rest of the call, without a new connection where the
   * service can. While the link is down it takes effect at the next connection. Fails with
   * `cancelled` when there will be none: the link is `failed` or `closed`.
   */
  changeInstruction(systemInstruction: string): Promise<Result<void>>;
  /**
   * Replaces the connection of a service that seems to be stuck. The agent still knows the talk so
   * far.
   */
  reconnect(reason: StuckReason): void;
  /**
   * Changes the voice: closes the connection and goes on in the new voice. The agent still knows
   * the talk so far. Best called in a quiet moment; otherwise the next session is sent what the
   * caller said last again. While other calls wait for sessions, the talk goes on in the old voice.
   * Fails with `invalid-state` while a change is running or the link is down, with `cancelled`
   * after close, or when the connection is lost before the change begins. On any other failure the
   * agent goes on in the old voice if it can.
   */
  changeVoice(voice: VoiceName): Promise<Result<VoiceChangeOutcome>>;
  /** As changeVoice, with another model: always a fresh session that is told the talk so far. */
  changeModel(model: string): Promise<Result<VoiceChangeOutcome>>;
  /** Ends the session. Idempotent. */
  close(): void;
}

export interface VoiceAgentFactory {
  create(options: VoiceAgentOptions): VoiceAgent;
}

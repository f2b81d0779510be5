import type { AgentTurn, AgentTurnEnd, VoiceAgentHandlers } from '../../voiceAgent';
import type { ServerMessage } from '../wire/serverMessages';

/** The service ends an interrupted turn within this time, ms. */
const INTERRUPTED_LASTS_MS = 1_000;

/**
 * After an interruption, audio within this time belongs to the interrupted turn, ms. Without a
 * limit, a lost `turnComplete` would silence the agent for the rest of the call.
 */
const REMAINDER_LIMIT_MS = 5_000;

/**
 * Where audio is decoded: 1.3 s, more than the service sends at once. With a buffer for each part,
 * what they left behind made the collector go over the whole heap several times a second.
 */
const place = Buffer.allocUnsafeSlow(64 * 1024);

/**
 * Turns the service's messages into the agent's events. Of what one message carries, the
 * interruption comes first, then the content, then the end of the turn.
 *
 * Only audio begins a turn: the text of a turn may come after its end.
 *
 * After `interrupted` the service may still send audio of that turn until its `turnComplete`
 * (Gemini Live API, "Handle interruptions"); none of it becomes an event. A call's own detector
 * finds interruptions that the service does not notice (`TalkMachine`). Both are needed.
 */
export class TurnReader {
  #turn: 'none' | 'running' | 'interrupted' | 'pondering' = 'none';
  #callerSpoke = false;
  #audioBytes = 0;
  #textParts = 0;
  #toolCalls = 0;
  /**
   * When the service last said that it was interrupted, monotonic ms. It may say so before it has
   * begun to speak, too.
   */
  #interruptedMs = Number.NEGATIVE_INFINITY;

  /**
   * Whether a message adds to the talk. The agent's text does not: its audio did, and the text may
   * come after the handle that knows it.
   */
  static isTalk({ callerText, audio, toolCalls }: ServerMessage): boolean {
    return callerText !== '' || audio.length + toolCalls.length > 0;
  }

  /**
   * Passes what a message says about the talk to the handlers. One that throws must not keep the
   * end of the turn from them: without it the talk would wait for more.
   */
  read(message: ServerMessage, handlers: VoiceAgentHandlers): void {
    try {
      this.#readTalk(message, handlers);
    } finally {
      this.#readEnd(message, handlers);
    }
  }

  /** Forgets the turn in progress, because it is over or its connection is gone. */
  reset(): void {
    this.#turn = 'none';
    this.#callerSpoke = false;
    this.#audioBytes = 0;
    this.#textParts = 0;
    this.#toolCalls = 0;
    this.#interruptedMs = Number.NEGATIVE_INFINITY;
  }

  #readTalk(message: ServerMessage, handlers: VoiceAgentHandlers): void {
    if (message.callerText !== '') {
      this.#callerSpoke = true;
      handlers.onCallerText(message.callerText);
    }
    if (message.interrupted) {
      this.#interruptedMs = performance.now();
      // Between turns this means nothing: the next turn must not be dropped.
      this.#turn = this.#turn === 'none' ? 'none' : 'interrupted';
      handlers.onInterrupted();
    }
    this.#readContent(message, handlers);
    if (message.generationComplete) {
      handlers.onGenerationComplete();
    }
    if (message.usage !== null) {
      handlers.onUsage(message.usage);
    }
  }

  #readEnd(message: ServerMessage, handlers: VoiceAgentHandlers): void {
    if (message.turnComplete || this.#hasPondered(message)) {
      const turn = this.#turnThatEnds(message);
      if (turn.end === 'goes-on') {
        this.#turn = 'pondering';
      } else {
        this.reset();
      }
      handlers.onTurnComplete(turn);
    }
  }

  /** The service may say only that the answer, whose last turn was to go on, is over. */
  #hasPondered({ interaction }: ServerMessage): boolean {
    return this.#turn === 'pondering' && interaction === 'idle';
  }

  #turnThatEnds(message: ServerMessage): AgentTurn {
    return {
      end: this.#endOf(message),
      reason: message.turnCompleteReason,
      audioBytes: this.#audioBytes,
      textParts: this.#textParts,
      toolCalls: this.#toolCalls,
      callerSpoke: this.#callerSpoke,
    };
  }

  #endOf({ turnCompleteReason, interaction }: ServerMessage): AgentTurnEnd {
    if (performance.now() - this.#interruptedMs < INTERRUPTED_LASTS_MS) {
      return 'interrupted';
    }
    if (interaction === 'in-progress') {
      return 'goes-on';
    }
    if (turnCompleteReason === null) {
      return 'complete';
    }
    return turnCompleteReason === 'NEED_MORE_INPUT' ? 'waits' : 'failed';
  }

  #readContent(message: ServerMessage, handlers: VoiceAgentHandlers): void {
    this.#textParts += message.textParts;
    this.#toolCalls += message.toolCalls.length;
    for (const part of message.audio) {
      // A trailing odd byte would shift every sample after it.
      const pcm = decode(part);
      const whole = pcm.length % 2 === 0 ? pcm : pcm.subarray(0, pcm.length - 1);
      if (this.#mayBeHeard() && whole.length > 0) {
        this.#turn = 'running';
        this.#audioBytes += whole.length;
        handlers.onAudio(whole);
      }
    }
    if (message.agentText !== '' && this.#mayBeHeard()) {
      handlers.onAgentText(message.agentText);
    }
  }

  /** Content of the agent came. Whether the caller may hear it: not the rest of what they cut. */
  #mayBeHeard(): boolean {
    const isRest = performance.now() - this.#interruptedMs < REMAINDER_LIMIT_MS;
    return this.#turn !== 'interrupted' || !isRest;
  }
}

/** Valid until the next call. */
function decode(base64: string): Buffer {
  return Buffer.byteLength(base64, 'base64') > place.length
    ? Buffer.from(base64, 'base64')
    : place.subarray(0, place.write(base64, 'base64'));
}

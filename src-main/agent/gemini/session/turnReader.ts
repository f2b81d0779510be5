import type { ServerMessage } from '../wire/serverMessages';
import { TurnGate } from './turnGate';
import type { AgentTurn, AgentTurnEnd, VoiceAgentHandlers } from '../../voiceAgent';

/** The service ends a turn at once after it has said that it was interrupted, ms. */
const INTERRUPTED_LASTS_MS = 1_000;

/**
 * Turns the service's messages into the agent's events, in an order that holds whatever a message carries together: first that
 * the turn was interrupted, then content, then that it is complete.
 */
export class TurnReader {
  readonly #gate = new TurnGate();
  #callerSpoke = false;
  #audioBytes = 0;
  #textParts = 0;
  #toolCalls = 0;
  /** When the service last said that it was interrupted, monotonic ms: it does so before and after it has begun to speak. */
  #interruptedMs = Number.NEGATIVE_INFINITY;

  /** Neither side is in the middle of something: no turn runs, and nothing was heard of the caller since the last one. */
  get quiet(): boolean {
    return !this.#gate.turnRunning && !this.#callerSpoke;
  }

  /** Whether a message holds something that was said or asked for. */
  static isTalk(message: ServerMessage): boolean {
    const { callerText, agentText, audio, toolCalls } = message;
    return callerText !== '' || agentText !== '' || audio.length + toolCalls.length > 0;
  }

  /** Tells the handlers what a message says about the talk. */
  read(message: ServerMessage, handlers: VoiceAgentHandlers): void {
    if (message.callerText !== '') {
      this.#callerSpoke = true;
      handlers.onCallerText(message.callerText);
    }
    if (message.interrupted) {
      this.#gate.onInterrupted();
      this.#interruptedMs = performance.now();
      handlers.onInterrupted();
    }
    this.#readContent(message, handlers);
    if (message.generationComplete) {
      handlers.onGenerationComplete();
    }
    if (message.usage !== null) {
      handlers.onUsage(message.usage);
    }
    if (message.turnComplete) {
      const turn = this.#turnThatEnds(message);
      this.reset();
      handlers.onTurnComplete(turn);
    }
  }

  /** Forgets the turn in progress: it was over, or its connection is gone. */
  reset(): void {
    this.#gate.reset();
    this.#callerSpoke = false;
    this.#audioBytes = 0;
    this.#textParts = 0;
    this.#toolCalls = 0;
    this.#interruptedMs = Number.NEGATIVE_INFINITY;
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

  #endOf({ turnCompleteReason, inProgress }: ServerMessage): AgentTurnEnd {
    if (performance.now() - this.#interruptedMs < INTERRUPTED_LASTS_MS) {
      return 'interrupted';
    }
    if (inProgress) {
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
      const pcm = Buffer.from(part, 'base64');
      const whole = pcm.length % 2 === 0 ? pcm : pcm.subarray(0, pcm.length - 1);
      if (this.#gate.onContent() && whole.length > 0) {
        this.#audioBytes += whole.length;
        handlers.onAudio(whole);
      }
    }
    if (message.agentText !== '' && this.#gate.onContent()) {
      handlers.onAgentText(message.agentText);
    }
  }
}

import type { VoiceAgentHandlers } from '../../voiceAgent';
import type { ServerMessage } from '../wire/serverMessages';
import { TurnGate } from './turnGate';

/**
 * Turns the service's messages into the agent's events, in an order that holds whatever a message carries together: first that
 * the turn was interrupted, then content, then that it is complete.
 */
export class TurnReader {
  readonly #gate = new TurnGate();
  #callerSpoke = false;

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
      this.reset();
      handlers.onTurnComplete();
    }
  }

  /** Forgets the turn in progress: it was over, or its connection is gone. */
  reset(): void {
    this.#gate.reset();
    this.#callerSpoke = false;
  }

  #readContent(message: ServerMessage, handlers: VoiceAgentHandlers): void {
    for (const part of message.audio) {
      // A trailing odd byte would shift every sample after it.
      const pcm = Buffer.from(part, 'base64');
      const whole = pcm.length % 2 === 0 ? pcm : pcm.subarray(0, pcm.length - 1);
      if (this.#gate.onContent() && whole.length > 0) {
        handlers.onAudio(whole);
      }
    }
    if (message.agentText !== '' && this.#gate.onContent()) {
      handlers.onAgentText(message.agentText);
    }
  }
}

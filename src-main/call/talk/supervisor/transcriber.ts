import type {
  VoiceAgent,
  VoiceAgentFactory,
  VoiceAgentHandlers,
  VoiceAgentOptions,
} from '#main/agent/voiceAgent';
import type { Log } from '#main/observability/log';
import { onlyListen } from '../prompts';

export type TranscriberOptions = Pick<
  VoiceAgentOptions,
  'voice' | 'model' | 'language' | 'callId'
> & {
  readonly agents: VoiceAgentFactory;
  /** The next piece of text. */
  readonly onText: VoiceAgentHandlers['onCallerText'];
  readonly onUsage: VoiceAgentHandlers['onUsage'];
  readonly log: Log;
};

/**
 * Transcribes one person through an agent session of its own. The call's agent cannot do it: it
 * would take what it hears for words to itself. If the session speaks in spite of its instruction,
 * nobody hears it.
 */
export class Transcriber {
  readonly #agent: VoiceAgent;

  constructor(options: TranscriberOptions) {
    const { agents, voice, model, language, callId } = options;
    this.#agent = agents.create({
      voice,
      model,
      language,
      callId,
      systemInstruction: onlyListen(),
      tools: [],
      googleSearch: false,
      endpointing: 'service',
      allowInterruption: true,
      history: () => [],
      nextTurn: () => 0,
    });
    void this.#start(options);
  }

  /** One 20 ms frame; the buffer may be reused after the call returns. */
  push(frame: Buffer): void {
    // Sound or not is not looked at: there are few transcribers, and not for long.
    this.#agent.sendAudio(frame, true);
  }

  /** No more audio comes; text may still follow. */
  finish(): void {
    this.#agent.callerAudioPauses();
  }

  /** Idempotent. */
  close(): void {
    this.#agent.close();
  }

  async #start({ onText, onUsage, log }: TranscriberOptions): Promise<void> {
    const started = await this.#agent.start({
      onCallerText: onText,
      onUsage,
      onAudio: ignore,
      onAgentText: ignore,
      onInterrupted: ignore,
      onGenerationComplete: ignore,
      onTurnComplete: ignore,
      onToolCalls: ignore,
      onToolCallsCancelled: ignore,
      onLink: ignore,
      onReconnected: ignore,
    });
    if (!started.ok && started.error.kind !== 'cancelled') {
      log.warn({ error: started.error }, 'what is said without the agent is not written down');
    }
  }
}

function ignore(): void {
  // A transcriber is only asked for text.
}

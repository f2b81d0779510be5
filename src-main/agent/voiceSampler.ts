import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { withTimeout } from '#main/util/timeout';
import type { TokenUsage } from '#model/metrics';
import { phrase } from '#model/phrases/phrase';
import type { SampleRequest } from '#model/voiceSample';
import type { VoiceAgent, VoiceAgentFactory } from './voiceAgent';

/** Speaks texts so that a voice can be heard before it is chosen. */
export interface VoiceSampler {
  /**
   * The text in this voice: 16-bit little-endian PCM, 24 kHz. Fails as `VoiceAgent.start` does,
   * with `timeout`, or with `protocol` when nothing was spoken.
   */
  sample(request: SampleRequest): Promise<Result<Buffer>>;
}

/** Longest time for one sample, ms. The service speaks faster than real time. */
const LIMIT_MS = 30_000;

/** Rough measures of speech, and of what the service counts (Gemini API docs, "Tokens"). */
const CHARS_PER_SECOND = 15;
const CHARS_PER_TOKEN = 4;
const AUDIO_TOKENS_PER_SECOND = 25;

const READ_ALOUD =
  'You speak texts so that people can hear your voice before they choose it. ' +
  'Speak as you would to a caller on the telephone, and say nothing but the words you are given.';

/** What an agent without a call reports besides. */
const UNHEARD = {
  onCallerText: ignore,
  onAgentText: ignore,
  onInterrupted: ignore,
  onToolCalls: ignore,
  onToolCallsCancelled: ignore,
  onUsage: ignore,
  onReconnected: ignore,
} as const;

/** A sampler by agents of their own, each for one text. They have no call. */
export function createVoiceSampler(agents: VoiceAgentFactory): VoiceSampler {
  return {
    sample: async ({ voice, model, text }) => {
      const agent = agents.create({
        ...{ voice, model, systemInstruction: READ_ALOUD, language: '' },
        ...{ tools: [], googleSearch: false, endpointing: 'service', allowInterruption: false },
        history: () => [],
        nextTurn: () => 0,
        callId: 'audition',
      });
      try {
        return await withTimeout(speak(agent, text), LIMIT_MS, phrase('sample.slow'));
      } finally {
        agent.close();
      }
    },
  };
}

/** What speaking a text is billed as, about. */
export function sampleTokens(text: string): TokenUsage {
  const spoken = Math.ceil((text.length / CHARS_PER_SECOND) * AUDIO_TOKENS_PER_SECOND);
  return {
    promptTokens: Math.ceil((READ_ALOUD.length + text.length) / CHARS_PER_TOKEN),
    promptAudioTokens: 0,
    responseTokens: spoken,
    responseAudioTokens: spoken,
    thoughtsTokens: 0,
  };
}

/** Resolves when all of the text has been made, which is before it would have been heard. */
function speak(agent: VoiceAgent, text: string): Promise<Result<Buffer>> {
  const parts: Buffer[] = [];
  return new Promise((resolve) => {
    const finish = (): void => {
      const silent = fail(cordboardError('protocol', phrase('sample.silent'), { retryable: true }));
      resolve(parts.length === 0 ? silent : ok(Buffer.concat(parts)));
    };
    const started = agent.start({
      onAudio: (pcm24k) => parts.push(Buffer.from(pcm24k)),
      onGenerationComplete: finish,
      onTurnComplete: finish,
      onLink: (_link, error) => {
        if (error !== null) {
          resolve(fail(error));
        }
      },
      ...UNHEARD,
    });
    void started.then((result) => {
      if (result.ok) {
        agent.say(text);
      } else {
        resolve(result);
      }
    });
  });
}

function ignore(): void {
  // Only the sound is wanted.
}

import type { VoiceAgent, VoiceAgentFactory } from '#main/agent/voiceAgent';
import { cordboardError } from '#main/util/errors';
import { fail } from '#main/util/result';
import type { Phrase } from '#model/phrases/phrase';

/**
 * Agents for a program without Gemini: each `start` fails at once with `config`. `why` says what is
 * missing and what to do.
 */
export function createUnavailableAgents(why: Phrase): VoiceAgentFactory {
  const refusal = fail(cordboardError('config', why));
  return {
    create: ({ voice }): VoiceAgent => ({
      link: 'failed',
      voice,
      start: () => Promise.resolve(refusal),
      sendAudio: ignore,
      sendText: ignore,
      say: ignore,
      sendContext: ignore,
      sendToolResult: ignore,
      waitsForResult: () => false,
      callerSpeechStarts: ignore,
      callerSpeechEnds: ignore,
      callerAudioPauses: ignore,
      changeInstruction: () => Promise.resolve(refusal),
      reconnect: ignore,
      changeVoice: () => Promise.resolve(refusal),
      changeModel: () => Promise.resolve(refusal),
      close: ignore,
    }),
  };
}

function ignore(): void {
  // There is nobody to tell.
}

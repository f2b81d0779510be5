import type { VoiceAgent, VoiceAgentFactory } from '#main/agent/voiceAgent';
import { cordboardError } from '#main/util/errors';
import { fail } from '#main/util/result';

/**
 * Agents for a program without Gemini: each `start` fails at once with `config`. `message` says
 * what is missing and what to do.
 */
export function createUnavailableAgents(message: string): VoiceAgentFactory {
  const refusal = fail(cordboardError('config', message));
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
      callerSpeechStarts: ignore,
      callerSpeechEnds: ignore,
      callerAudioPauses: ignore,
      changeInstruction: () => Promise.resolve(refusal),
      reconnect: ignore,
      changeVoice: () => Promise.resolve(refusal),
      close: ignore,
    }),
  };
}

function ignore(): void {
  // There is nobody to tell.
}

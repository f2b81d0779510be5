import type * as Genai from '@google/genai';
import type { VoiceName } from '#model/voices';
import { isLanguageCode } from './instruction';
import type { ModelTraits } from './modelTraits';
import { type HearingOptions, isEmpty, realtimeInputConfig } from './realtimeInputConfig';
import { type SessionTools, toolsConfig } from './toolDeclarations';

type SetupOptions = {
  readonly voice: VoiceName;
  readonly systemInstruction: string;
  /** Handle to resume by; null: a fresh session. */
  readonly handle: string | null;
  readonly hearing: HearingOptions;
  readonly tools: SessionTools;
  readonly traits: ModelTraits;
  /** Language the caller is expected to speak (BCP 47); empty: any. */
  readonly language: string;
  /** Size of the context at which its older half is dropped, tokens; null: as the service does. */
  readonly compressionTriggerTokens: number | null;
};

/**
 * The SDK's configuration for one session: audio out, both transcriptions, resumption, and a
 * sliding context window. Without the window, an audio session ends after 15 minutes (Gemini Live
 * API, "Session management").
 */
export function liveConnectConfig(
  sdk: typeof Genai,
  options: SetupOptions,
): Genai.LiveConnectConfig {
  const { systemInstruction, handle, language } = options;
  const hearing = realtimeInputConfig(sdk, options.hearing);
  const tools = toolsConfig(sdk, options.tools, options.traits);
  return {
    responseModalities: [sdk.Modality.AUDIO],
    speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName: options.voice } } },
    ...(systemInstruction === '' ? {} : { systemInstruction }),
    ...(tools.length === 0 ? {} : { tools }),
    // The service refuses a null handle with 1007. Without one it begins a fresh session.
    sessionResumption: handle === null ? {} : { handle },
    inputAudioTranscription: isLanguageCode(language) ? { languageCodes: [language] } : {},
    outputAudioTranscription: {},
    contextWindowCompression: compression(options.compressionTriggerTokens),
    ...(isEmpty(hearing) ? {} : { realtimeInputConfig: hearing }),
  };
}

/** Keeps the newer half of the context. 64-bit numbers are strings on the wire. */
function compression(triggerTokens: number | null): Genai.ContextWindowCompressionConfig {
  return triggerTokens === null
    ? { slidingWindow: {} }
    : {
        triggerTokens: String(triggerTokens),
        slidingWindow: { targetTokens: String(Math.floor(triggerTokens / 2)) },
      };
}

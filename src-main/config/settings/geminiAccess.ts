import type { GeminiAccess } from '#model/geminiAccess';
import type { Settings } from './settings';

/** Endpoint and credentials of Gemini, from the settings. */
export function geminiAccess(settings: Settings): GeminiAccess {
  const baseUrl = settings.geminiBaseUrl;
  return settings.googleGenaiUseVertexai
    ? {
        kind: 'vertex',
        project: settings.googleCloudProject,
        location: settings.googleCloudLocation,
        credentialsFile: settings.googleApplicationCredentials,
        baseUrl,
      }
    : { kind: 'api-key', apiKey: settings.googleApiKey, baseUrl };
}

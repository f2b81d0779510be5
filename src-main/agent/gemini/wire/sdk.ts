/**
 * The one place that loads `@google/genai`. It is loaded when the first session or probe needs it: its import takes
 * 100-200 ms that a console without Gemini need not pay at start-up.
 */
import type * as Genai from '@google/genai';

let loading: Promise<typeof Genai> | null = null;

/** The SDK module, loaded once. Call it early, without waiting, to have it warm for the first call. */
export function loadGeminiSdk(): Promise<typeof Genai> {
  loading ??= import('@google/genai').catch((thrown: unknown) => {
    // The next one who asks tries again.
    loading = null;
    throw thrown;
  });
  return loading;
}

/** Where the service is and who we are there, checked by `checkEndpoint`. Addresses are `http(s)://host[:port][/prefix]`. */
export type GeminiEndpoint =
  | { readonly kind: 'api-key'; readonly apiKey: string; readonly baseUrl: string }
  | {
      readonly kind: 'vertex';
      readonly project: string;
      readonly location: string;
      /** Path; null: Application Default Credentials. */
      readonly credentialsFile: string | null;
      /** Null: the address of the location. */
      readonly baseUrl: string | null;
    };

/**
 * A client of the Gemini Developer API or of Vertex AI. The versions are pinned to those the Live API is documented for (v1beta,
 * v1beta1); SDK 3 would take v1. Which of the two it is is said by name, or an environment variable could switch it.
 */
export function createGeminiClient(
  sdk: typeof Genai,
  endpoint: GeminiEndpoint,
  timeoutMs?: number,
): Genai.GoogleGenAI {
  const httpOptions = {
    ...(endpoint.baseUrl === null ? {} : { baseUrl: endpoint.baseUrl }),
    ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
  };
  if (endpoint.kind === 'api-key') {
    const { apiKey } = endpoint;
    return new sdk.GoogleGenAI({ apiKey, vertexai: false, apiVersion: 'v1beta', httpOptions });
  }
  const { project, location, credentialsFile } = endpoint;
  return new sdk.GoogleGenAI({
    vertexai: true,
    apiVersion: 'v1beta1',
    project,
    location,
    httpOptions,
    ...(credentialsFile === null ? {} : { googleAuthOptions: credentialsIn(credentialsFile) }),
  });
}

function credentialsIn(
  keyFilename: string,
): NonNullable<Genai.GoogleGenAIOptions['googleAuthOptions']> {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- for files that come from strangers; this one the user names himself
  return { keyFilename };
}

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

/** Where the service is and who we are there. */
export type GeminiEndpoint = {
  readonly apiKey: string;
  /** `http(s)://host[:port][/prefix]`, checked by `checkEndpoint`. */
  readonly baseUrl: string;
};

/**
 * A client of the Gemini Developer API. The version is pinned to v1beta, the one the Live API is documented for; SDK 3 would
 * take v1. Vertex is ruled out by name, or an environment variable of another program could switch it on.
 */
export function createGeminiClient(
  sdk: typeof Genai,
  endpoint: GeminiEndpoint,
  timeoutMs?: number,
): Genai.GoogleGenAI {
  return new sdk.GoogleGenAI({
    apiKey: endpoint.apiKey,
    vertexai: false,
    apiVersion: 'v1beta',
    httpOptions: {
      baseUrl: endpoint.baseUrl,
      ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
    },
  });
}

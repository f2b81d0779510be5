/**
 * The one place that loads `@google/genai`, when the first session or probe needs it. Its import
 * takes 100 to 200 ms, which a start without Gemini should not cost.
 */
import type * as Genai from '@google/genai';

let loading: Promise<typeof Genai> | null = null;

/**
 * The SDK module, loaded once. Calling this early, without waiting, has it ready for the first
 * call.
 */
export function loadGeminiSdk(): Promise<typeof Genai> {
  loading ??= import('@google/genai').catch((thrown: unknown) => {
    // The next call tries again.
    loading = null;
    throw thrown;
  });
  return loading;
}

/**
 * Address and credentials, checked by `checkEndpoint`. Addresses are
 * `http(s)://host[:port][/prefix]`.
 */
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
 * A client of the Gemini Developer API or of Vertex AI. The API versions are those the Live API is
 * documented for (v1beta, v1beta1); the SDK's default is v1. `vertexai` is always given, or an
 * environment variable could switch it.
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
  // oxlint-disable-next-line typescript/no-deprecated -- deprecated for files from strangers; the user names this one
  return { keyFilename };
}

/** Endpoint and credentials of Gemini. */
export type GeminiAccess =
  | {
      readonly kind: 'api-key';
      readonly apiKey: string;
      /** Another endpoint that speaks the same API; empty: Google's. */
      readonly baseUrl: string;
    }
  /** Vertex AI in a Google Cloud project. */
  | {
      readonly kind: 'vertex';
      readonly project: string;
      /** Region, such as us-central1, or `global`. */
      readonly location: string;
      /**
       * Path of a credentials file; empty: those of the machine (Application Default Credentials).
       */
      readonly credentialsFile: string;
      readonly baseUrl: string;
    };

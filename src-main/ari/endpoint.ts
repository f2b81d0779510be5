/** Where ARI is and who logs in. */
export type AriEndpoint = {
  /** Setting ARI_BASE_URL, e.g. `http://localhost:8088/ari`, with any path prefix of http.conf. */
  readonly baseUrl: string;
  /** Setting ARI_USERNAME. */
  readonly username: string;
  /** Setting ARI_PASSWORD, read at every use so that a change takes effect. */
  readonly password: () => string;
};

/** Answer of Asterisk to one request, whatever its status. */
export type AriAnswer = {
  readonly status: number;
  /** Parsed JSON; undefined for an empty body; the text itself when it is not JSON. */
  readonly body: unknown;
};

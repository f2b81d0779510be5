export const API_TEXTS = {
  API_HOST: {
    label: 'Address of the HTTP API',
    description:
      'Address on which the HTTP API listens. If other machines can reach it, also set API_TLS_CERT_FILE.',
  },
  API_PORT: {
    label: 'Port of the HTTP API',
    description: 'TCP port of the HTTP API. 0: any free port.',
  },
  API_TOKENS_FILE: {
    label: 'File of API tokens',
    description:
      'File with the hashes of the API tokens, written by `npm run token -- NAME`; a relative path begins at the data folder.',
  },
  API_TLS_CERT_FILE: {
    label: 'Certificate',
    description:
      'Certificate chain (PEM) for https; a relative path begins at the data folder. Empty: plain http.',
  },
  API_TLS_KEY_FILE: {
    label: 'Private key',
    description:
      'Private key (PEM) of API_TLS_CERT_FILE; a relative path begins at the data folder.',
  },
  API_RATE_LIMIT: {
    label: 'Most requests',
    description: 'Most requests of one token, or of one address without a token.',
  },
  CORS_ORIGINS: {
    label: 'Web pages that may use the API',
    description:
      'Origins of web pages that may use the HTTP API from a browser; they need a token like every program. Empty: none.',
  },
} as const;

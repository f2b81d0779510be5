/** Words of the HTTP API. */
export const API = {
  'api.port-taken':
    'Port {{port}} on {{host}} is taken by another program. End that program or set API_PORT to another port. Tried again every 10 s.',
  'api.port-forbidden':
    'Port {{port}} may not be used without special rights. Set API_PORT to one above 1023.',
  'api.host-not-here': '{{host}} is no address of this machine. Correct API_HOST.',
  'api.cannot-listen':
    'The HTTP API cannot listen on {{host}} port {{port}} ({{why}}). Check API_HOST and API_PORT.',
  'api.stopped': 'The HTTP API was stopped.',
  'api.tls-half-set': 'Set both API_TLS_CERT_FILE and API_TLS_KEY_FILE, or neither.',
  'api.tls-unusable':
    'The certificate of the HTTP API cannot be used ({{why}}). Check API_TLS_CERT_FILE and API_TLS_KEY_FILE.',
  'api.exposed':
    'The HTTP API can be reached from other machines without encryption: tokens and what callers say can be read on the way. Set API_TLS_CERT_FILE and API_TLS_KEY_FILE, or API_HOST=127.0.0.1.',
} as const;

/** Words of the HTTP API. */
export const API = {
  'api.port-taken':
    'Port {{port}} on {{host}} is taken by another program. End that program or set API_PORT to another port. Cordboard tries again every 10 s.',
  'api.port-forbidden': 'Port {{port}} needs special rights. Set API_PORT to a port above 1023.',
  'api.host-not-here': '{{host}} is not an address of this machine. Correct API_HOST.',
  'api.cannot-listen':
    'The HTTP API cannot listen on {{host}} port {{port}} ({{why}}). Check API_HOST and API_PORT.',
  'api.stopped': 'The HTTP API was stopped.',
  'api.tls-half-set': 'Set both API_TLS_CERT_FILE and API_TLS_KEY_FILE, or neither.',
  'api.tls-unusable':
    'The certificate of the HTTP API cannot be used ({{why}}). Check API_TLS_CERT_FILE and API_TLS_KEY_FILE.',
  'api.exposed':
    'Other machines can reach the HTTP API without encryption, so the network can read tokens and what callers say. Set API_TLS_CERT_FILE and API_TLS_KEY_FILE, or API_HOST=127.0.0.1.',

  // Refusals that only HTTP knows.
  'http.no-route': 'There is nothing here. GET /docs lists the routes.',
  'http.unreadable': 'This request cannot be read as HTTP.',
  'http.malformed': 'This request cannot be read: {{why}}',
  'http.too-large': 'The body is too large: {{why}}',
  'http.no-json': 'The body must be JSON, with content-type: application/json.',
  'http.rate-limit':
    'More than {{max}} requests in a minute. Try again in {{seconds}} s, or raise API_RATE_LIMIT.',
  'http.wrong-host': 'The Host header names neither this machine nor API_HOST.',
  'http.no-token':
    'Send a token: "Authorization: Bearer TOKEN". Create one with: npm run token -- NAME',
  'http.unknown-token':
    'This token is unknown. Send a token: "Authorization: Bearer TOKEN". Create one with: npm run token -- NAME',
  'http.reading-token':
    'This token may only read. Create an acting one with: npm run token -- NAME --act',
  'http.no-such-range': 'The recording has {{bytes}} bytes.',
  'http.websocket-only': 'This is a WebSocket: connect with ws:// or wss://.',
  'http.too-many-streams': 'Too many event streams are open. End one, then try again.',
  'http.other-profile-id': 'The id in the body differs from the id in the path.',

  'tokens.open-to-others':
    '{{path}} can be reached by other users, so no API token is accepted. Run: chmod 600 {{path}}',
  'tokens.unreadable': '{{path}} cannot be read ({{why}}), so no API token is accepted.',
  'tokens.damaged':
    '{{path}} is not a file of API tokens, so no token is accepted. Restore it, or remove it and create new tokens.',
  'tokens.wrong-name': 'A token name has 1 to 40 letters, digits, dots, dashes and underscores.',
  'tokens.name-taken':
    'There is a token {{name}} already. Remove it first, or choose another name.',
  'tokens.unknown': 'There is no token {{name}}.',
} as const;

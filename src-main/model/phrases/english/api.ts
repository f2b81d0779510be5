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

  'tokens.open-to-others':
    '{{path}} can be reached by other users, so no API token is accepted. Run: chmod 600 {{path}}',
  'tokens.unreadable': '{{path}} cannot be read ({{why}}), so no API token is accepted.',
  'tokens.damaged':
    '{{path}} is no file of API tokens, so none is accepted. Restore it, or remove it and make new tokens.',
  'tokens.wrong-name': 'A token name has 1 to 40 letters, digits, dots, dashes and underscores.',
  'tokens.name-taken':
    'There is a token {{name}} already. Remove it first, or choose another name.',
  'tokens.unknown': 'There is no token {{name}}.',
} as const;

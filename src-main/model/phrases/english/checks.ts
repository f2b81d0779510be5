/** Words of the checks of connections, in the settings window and in `--check`. */
export const CHECKS = {
  // What was looked at.
  'check.asterisk': 'Asterisk',
  'check.asterisk-modules': 'Asterisk modules',
  'check.application': 'Application',
  'check.dialplan': 'Dialplan',
  'check.media': 'Audio path',
  'check.gemini': 'Gemini',
  'check.text-model': 'Text model',
  'check.data-folder': 'Data folder',
  'check.recordings': 'Recordings',
  'check.webhooks': 'Webhooks',
  'check.settings-files': 'Settings files',

  // What was found.
  'check.not-configured': 'not configured: {{setting}} is not set. Demo mode needs none.',
  'check.setting-missing':
    '{{setting}} is not set. Set it to {{what}}, in the environment or in .env.',
  'check.ari-password': 'the password of the user in ari.conf',
  'check.cloud-project': 'a Google Cloud project',
  'check.studio-key': 'a key from Google AI Studio',
  'check.asterisk-answers': 'version {{version}} answers at {{url}}, login accepted',
  'check.modules': '{{modules}}',
  'check.application-free': '{{app}} is free',
  'check.application-ours': '{{app}} is served by this Cordboard',
  'check.application-taken':
    '{{app}} is already known to Asterisk: another console may serve it, and starting takes it over. To avoid that, choose another STASIS_APP here and in extensions.conf.',
  'check.dialplan-unseen': 'could not be looked at: {{why}}',
  'check.dialplan-complete': 'fallback, transfers and outgoing calls have their places',
  'check.media-way': 'calls use {{way}}: {{why}}',
  'check.gemini-answers': 'key accepted, model {{model}} ({{name}}) can hold live talks',
  'check.text-model-answers': '{{model}} ({{name}}) is there',
  'check.folder-writable': '{{path}} can be written',
  'check.folder-not-writable':
    '{{path}} cannot be written ({{why}}). Mend its rights, or set CORDBOARD_DATA_DIR to another folder.',
  'check.disk-room': '{{freeMb}} MB are free',
  'check.disk-short':
    '{{freeMb}} MB are free, and recording stops below {{neededMb}} MB (RECORDING_MIN_FREE_DISK). Make room, or lower it.',
  'check.disk-unknown': 'the free space could not be found out ({{why}})',
  'check.port-any': 'any free port',
  'check.port-free': 'port {{port}} on {{host}} is free',
  'check.port-ours': 'Cordboard is running already and listens on {{host}} port {{port}}',
  'check.media-port-ours': 'in use by the running Cordboard',
  'check.port-taken':
    'port {{port}} on {{host}} is taken by another program. End it, or set {{setting}} to another port.',
  'check.port-rights': 'port {{port}} needs special rights. Set {{setting}} to one above 1023.',
  'check.port-not-here':
    '{{host}} is not an address of this machine ({{why}}). Correct {{setting}}.',
  'check.tls-fits': 'certificate and key belong together',
  'check.api-open':
    'the HTTP API is open to the network on {{host}} without encryption; set API_TLS_CERT_FILE and API_TLS_KEY_FILE',
  'check.no-tokens': 'no API tokens; programs that read calls need one: npm run token -- NAME',
  'check.tokens': 'API tokens: {{count}}',
  'check.no-receivers': 'no receivers: WEBHOOK_URLS is not set',
  'check.no-signing-secret':
    'nothing is sent without WEBHOOK_SECRET. Enter the secret that the receivers know.',
  'check.receiver-answers': '{{host}} answers',
  'check.receiver-silent':
    '{{host}} does not answer ({{why}}). Check its address and that it runs.',
} as const;

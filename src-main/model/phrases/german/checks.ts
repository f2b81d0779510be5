/** German words of the checks of connections, in the settings window and in `--check`. */
import type { CHECKS as ENGLISH } from '../english/checks';

export const CHECKS = {
  // What was looked at.
  'check.asterisk': 'Asterisk',
  'check.asterisk-modules': 'Asterisk-Module',
  'check.application': 'Anwendung',
  'check.dialplan': 'Wählplan',
  'check.media': 'Tonweg',
  'check.gemini': 'Gemini',
  'check.text-model': 'Textmodell',
  'check.data-folder': 'Datenordner',
  'check.recordings': 'Aufnahmen',
  'check.webhooks': 'Webhooks',
  'check.settings-files': 'Einstellungsdateien',

  // What was found.
  'check.not-configured':
    'nicht eingerichtet: {{setting}} ist nicht gesetzt. Der Demomodus braucht das nicht.',
  'check.setting-missing':
    '{{setting}} ist nicht gesetzt. In der Umgebung oder in .env setzen: {{what}}.',
  'check.ari-password': 'das Kennwort des Benutzers in ari.conf',
  'check.cloud-project': 'ein Google-Cloud-Projekt',
  'check.studio-key': 'ein Schlüssel aus Google AI Studio',
  'check.asterisk-answers': 'Version {{version}} antwortet unter {{url}}, Anmeldung angenommen',
  'check.modules': '{{modules}}',
  'check.application-free': '{{app}} ist frei',
  'check.application-ours': '{{app}} wird von diesem Cordboard bedient',
  'check.application-taken':
    '{{app}} ist Asterisk bereits bekannt: Vielleicht bedient ein anderer Leitstand die Anwendung, und ein Start nimmt sie ihm weg. Um das zu vermeiden, hier und in extensions.conf eine andere STASIS_APP wählen.',
  'check.dialplan-unseen': 'konnte nicht geprüft werden: {{why}}',
  'check.dialplan-complete': 'Ausweichziel, Weiterleitungen und ausgehende Anrufe sind vorgesehen',
  'check.media-way': 'Anrufe benutzen {{way}}: {{why}}',
  'check.gemini-answers':
    'Schlüssel angenommen, Modell {{model}} ({{name}}) kann Live-Gespräche führen',
  'check.text-model-answers': '{{model}} ({{name}}) ist vorhanden',
  'check.folder-writable': '{{path}} ist beschreibbar',
  'check.folder-not-writable':
    '{{path}} ist nicht beschreibbar ({{why}}). Die Rechte berichtigen oder CORDBOARD_DATA_DIR auf einen anderen Ordner setzen.',
  'check.disk-room': '{{freeMb}} MB sind frei',
  'check.disk-short':
    '{{freeMb}} MB sind frei, und unter {{neededMb}} MB (RECORDING_MIN_FREE_DISK) endet die Aufnahme. Platz schaffen oder den Wert senken.',
  'check.disk-unknown': 'der freie Speicherplatz war nicht festzustellen ({{why}})',
  'check.port-any': 'ein beliebiger freier Port',
  'check.port-free': 'Port {{port}} auf {{host}} ist frei',
  'check.port-ours': 'Cordboard läuft bereits und benutzt {{host}}, Port {{port}}',
  'check.media-port-ours': 'vom laufenden Cordboard belegt',
  'check.port-taken':
    'Port {{port}} auf {{host}} ist von einem anderen Programm belegt. Es beenden oder {{setting}} auf einen anderen Port setzen.',
  'check.port-rights':
    'Port {{port}} erfordert besondere Rechte. {{setting}} auf einen Port über 1023 setzen.',
  'check.port-not-here':
    '{{host}} ist keine Adresse dieses Rechners ({{why}}). {{setting}} berichtigen.',
  'check.tls-fits': 'Zertifikat und Schlüssel gehören zusammen',
  'check.api-open':
    'die HTTP-API ist auf {{host}} unverschlüsselt im Netz offen; API_TLS_CERT_FILE und API_TLS_KEY_FILE setzen',
  'check.no-tokens':
    'keine API-Token; Programme, die Anrufe lesen, brauchen eines: npm run token -- NAME',
  'check.tokens': 'API-Token: {{count}}',
  'check.no-receivers': 'keine Empfänger: WEBHOOK_URLS ist nicht gesetzt',
  'check.no-signing-secret':
    'ohne WEBHOOK_SECRET wird nichts gesendet. Das Geheimnis eingeben, das die Empfänger kennen.',
  'check.receiver-answers': '{{host}} antwortet',
  'check.receiver-silent':
    '{{host}} antwortet nicht ({{why}}). Adresse prüfen, und ob der Empfänger läuft.',
} satisfies Readonly<Record<keyof typeof ENGLISH, string>>;

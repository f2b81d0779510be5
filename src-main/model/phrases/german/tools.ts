/** German words of the agent's tools, for the transcript. */
import type { TOOLS as ENGLISH } from '../english/tools';

export const TOOLS = {
  // Notes in the transcript.
  'note.tool': 'Werkzeug {{tool}}({{args}})',
  'note.tool-running': '{{what}}: läuft',
  'note.tool-waiting': '{{what}}: wartet auf Freigabe',
  'note.tool-answered': '{{what}}: beantwortet in {{tookMs}} ms',
  'note.tool-failed': '{{what}}: fehlgeschlagen. {{why}}',
  'note.tool-cancelled': '{{what}}: abgebrochen',
  'note.tool-call-ended': '{{what}}: Anruf beendet',
  'tool.keys': 'Tasten: {{keys}}',

  'tool.unanswered':
    'Keine Antwort vom Supervisor. {{why}} Weiter wie ohne Antwort angekündigt: {{fallback}}',
  'tool.rejected': 'Nicht ausgeführt: Der Supervisor hat abgelehnt.',
  'tool.rejected-because': 'Nicht ausgeführt: Der Supervisor hat abgelehnt. {{reason}}',
  'tool.not-approved': 'Nicht ausgeführt: Der Supervisor hat nicht freigegeben. {{why}}',

  'tool.late': 'Das Werkzeug hat nicht innerhalb von {{seconds}} s geantwortet.',
  'tool.too-many': 'Zu viele Aufrufe gleichzeitig. Zuerst die anderen abwarten.',
  'tool.unknown': 'Ein Werkzeug mit diesem Namen gibt es nicht.',
  'tool.failed': 'Das Werkzeug ist fehlgeschlagen ({{why}}).',
  'tool.cancelled': 'Abgebrochen.',
  'tool.no-such-target': 'Ein Weiterleitungsziel mit diesem Namen gibt es nicht.',
  'tool.transfer-called-off': 'Der Anrufer soll nicht mehr weitergeleitet werden.',
  'tool.misconfigured': 'Dieses Werkzeug ist nicht eingerichtet, wie es sein muss.',
  'tool.host-slow': '{{host}} hat nicht innerhalb von {{timeoutMs}} ms geantwortet.',
  'tool.host-unreachable': '{{host}} war nicht erreichbar ({{code}}).',
  'tool.host-not-allowed':
    '{{host}} darf nicht gefragt werden. Den Host in HTTP_TOOL_HOSTS eintragen (bei einem im eigenen Netz auch dessen Adresse); öffentliche Hosts werden nur über https gefragt.',
  'tool.redirected':
    '{{host}} leitet woandershin um ({{status}}). Umleitungen wird nicht gefolgt: die endgültige Adresse in das Profil eintragen.',
  'tool.packed': '{{host}} hat unverlangt eine komprimierte Antwort gesendet.',
  'tool.status': 'Der Dienst hat mit {{status}} geantwortet.',
  'tool.status-and-text': 'Der Dienst hat mit {{status}} geantwortet: {{text}}',

  'look-up.late': 'Innerhalb von {{timeoutMs}} ms kam keine Antwort.',
  'look-up.too-long': 'Die Antwort ist länger als {{max}} Byte.',
  'look-up.no-object': 'Die Antwort ist kein JSON-Objekt.',
  'look-up.none': 'Das Profil hat keine Abfrage.',
  'tool.not-recorded':
    'Sein Ergebnis wurde nicht aufgezeichnet, und beim Nachspielen wird nichts ausgeführt.',
} satisfies Readonly<Record<keyof typeof ENGLISH, string>>;

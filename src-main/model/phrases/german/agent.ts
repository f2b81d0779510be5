/** German words of the connection to Gemini. */
import type { AGENT as ENGLISH } from '../english/agent';

const CREDENTIALS =
  'GOOGLE_API_KEY (mit Vertex AI: GOOGLE_APPLICATION_CREDENTIALS und GOOGLE_CLOUD_PROJECT)';

export const AGENT = {
  'gemini.not-configured':
    'Gemini ist nicht eingerichtet. GOOGLE_API_KEY (einen Schlüssel in Google AI Studio anlegen) oder die Einstellungen von Vertex AI setzen, dann neu starten. Bis dahin hören Anrufer die Ersatzansage.',
  'gemini.key-missing': 'Der Gemini-API-Schlüssel fehlt. GOOGLE_API_KEY setzen.',
  'gemini.key-wrong':
    'GOOGLE_API_KEY enthält ein Zeichen, das kein API-Schlüssel hat (ein Anführungszeichen oder Leerzeichen?). Den Schlüssel noch einmal kopieren.',
  'gemini.project-wrong':
    'GOOGLE_CLOUD_PROJECT ist nicht die ID eines Google-Cloud-Projekts. Die ID setzen oder GOOGLE_GENAI_USE_VERTEXAI ausschalten.',
  'gemini.location-wrong':
    'GOOGLE_CLOUD_LOCATION ist nicht der Name einer Region wie us-central1 und nicht global.',
  'gemini.address-wrong':
    'GEMINI_BASE_URL ist keine Adresse wie https://host[:port]. Die Adresse berichtigen oder für Google leer lassen.',
  'gemini.model-name-wrong':
    'GEMINI_LIVE_MODEL ist kein Modellname. Die Einstellung auf {{newest}} setzen.',
  'gemini.model-shut-down':
    'Das Modell {{model}} wurde am {{date}} abgeschaltet. GEMINI_LIVE_MODEL auf {{newest}} setzen.',
  'gemini.model-unknown':
    'Gemini bietet das Modell {{model}} nicht für Live-Gespräche an. GEMINI_LIVE_MODEL auf {{newest}} setzen.',
  'gemini.text-model-unknown':
    'Gemini bietet das Modell {{model}} nicht für Texte an. GEMINI_TEXT_MODEL auf ein anderes setzen. Anrufe gehen auch ohne, Zusammenfassungen nicht.',
  'gemini.no-token':
    'Google hat kein Zugriffstoken ausgestellt ({{reason}}). GOOGLE_APPLICATION_CREDENTIALS und das Netz prüfen.',
  'gemini.access-refused': `Gemini hat die Zugangsdaten abgelehnt (HTTP {{status}}). ${CREDENTIALS} und die zugehörigen Rechte prüfen.`,
  'gemini.unavailable': 'Gemini ist gerade nicht verfügbar (HTTP {{status}}).',
  'gemini.no-live-service':
    'Unter der eingestellten Adresse gibt es keinen Gemini-Live-Dienst (HTTP {{status}}). GEMINI_BASE_URL prüfen.',
  'gemini.another-service':
    'Was unter der eingestellten Adresse antwortet, ist nicht Gemini. GEMINI_BASE_URL prüfen.',
  'gemini.unreachable':
    'Gemini ist nicht erreichbar ({{reason}}). Das Netz und GEMINI_BASE_URL prüfen.',
  'gemini.not-trusted':
    'Die TLS-Verbindung zu Gemini ist nicht vertrauenswürdig ({{reason}}). GEMINI_BASE_URL und die Zertifikate des Systems prüfen.',
  'gemini.slow':
    'Gemini hat nicht innerhalb von {{timeoutMs}} ms geantwortet. Das Netz und GEMINI_BASE_URL prüfen.',
  'gemini.no-setup': 'Gemini hat die Sitzung nicht innerhalb von {{waitedMs}} ms eingerichtet.',
  'gemini.no-session-in-time': 'Gemini hat nicht rechtzeitig geantwortet.',
  'gemini.closed-credentials': `Gemini hat die Zugangsdaten abgelehnt. ${CREDENTIALS} prüfen. ({{close}})`,
  'gemini.closed-model':
    'Gemini bietet dieses Modell nicht für Live-Gespräche an. GEMINI_LIVE_MODEL auf {{newest}} setzen. ({{close}})',
  'gemini.closed-voice': 'Gemini hat die Stimme abgelehnt. Eine andere wählen. ({{close}})',
  'gemini.closed-session': 'Gemini hat die Sitzung abgelehnt. ({{close}})',
  'gemini.closed-quota':
    'Das Kontingent des Gemini-API-Schlüssels ist aufgebraucht, oder es laufen zu viele Sitzungen gleichzeitig. Die Grenzen des Schlüssels in AI Studio prüfen. ({{close}})',
  'gemini.closed-lost': 'Die Verbindung zu Gemini ist verloren gegangen. ({{close}})',
  'gemini.closed-unexpectedly': 'Gemini hat die Verbindung unerwartet geschlossen. ({{close}})',
  'gemini.close-code': 'Code {{code}}',
  'gemini.close-code-and-reason': 'Code {{code}}: {{reason}}',
  'gemini.takes-no-audio': 'Gemini hat {{forMs}} ms lang keinen Ton angenommen.',
  'gemini.stuck-no-answer': 'Gemini antwortet dem Anrufer nicht.',
  'gemini.stuck-soundless': 'Was Gemini sagt, ist Stille.',
  'gemini.stuck-asked': 'Ein Supervisor hat eine neue Verbindung verlangt.',
  'gemini.stuck-mute': 'Gemini antwortet ohne Ton.',
  'gemini.session-ended': 'Die Sitzung wurde beendet.',
  'gemini.ended-by-listener': 'Ein Empfänger der Verbindung hat die Sitzung beendet.',
  'gemini.started-already': 'Die KI wurde bereits gestartet.',
  'gemini.voice-changing': 'Die Stimme wird gerade gewechselt. Das Ende abwarten.',
  'gemini.voice-while-disconnected':
    'Die Stimme kann nur gewechselt werden, solange die KI verbunden ist.',
  'gemini.probe-defect':
    'Die Prüfung von Gemini ist unerwartet fehlgeschlagen. Das ist ein Fehler in Cordboard; die Prüfung wird wiederholt.',
  'gemini.setup-defect':
    'Die Gemini-Sitzung konnte nicht vorbereitet werden. Das ist ein Fehler in Cordboard.',
  'gemini.sdk-defect':
    'Das SDK konnte die Sitzung nicht einrichten. Das ist ein Fehler in Cordboard.',
  'sample.slow': 'Die Stimme war nicht rechtzeitig zu hören. Erneut versuchen.',
  'sample.silent': 'Gemini antwortete ohne Ton. Erneut versuchen.',
} satisfies Readonly<Record<keyof typeof ENGLISH, string>>;

import type { GEMINI_TEXTS as ENGLISH } from '../english/gemini';
import type { TextsOf } from './textsOf';

export const GEMINI_TEXTS = {
  GOOGLE_API_KEY: {
    label: 'Gemini-API-Schlüssel',
    description:
      'Schlüssel für die Gemini-API, aus Google AI Studio. Nötig für echte Anrufe, außer mit Vertex AI.',
  },
  GEMINI_LIVE_MODEL: {
    label: 'Live-Modell',
    description: 'Gemini-Live-Modell, das mit Anrufern spricht.',
  },
  GEMINI_TEXT_MODEL: {
    label: 'Textmodell',
    description:
      'Gemini-Modell, das die Zusammenfassungen der Anrufe schreibt, bei Profilen, die das verlangen. Siehe docs/profiles.md.',
  },
  GEMINI_VOICE: {
    label: 'Stimme',
    description: 'Stimme neuer Anrufe. Der Supervisor kann sie während eines Anrufs wechseln.',
  },
  GEMINI_BASE_URL: {
    label: 'Gemini-Adresse',
    description: 'Ein anderer Endpunkt mit der Gemini-API. Leer: der von Google.',
  },
  GEMINI_SYSTEM_INSTRUCTION: {
    label: 'Anweisung der KI',
    description:
      'Systemanweisung der KI in neuen Anrufen: wer sie ist und was sie tut. Platzhalter wie {caller.name} sind möglich, siehe docs/profiles.md.',
  },
  GOOGLE_GENAI_USE_VERTEXAI: {
    label: 'Vertex AI benutzen',
    description:
      'Benutzt Gemini über ein Google-Cloud-Projekt (Vertex AI) mit den drei folgenden Einstellungen statt GOOGLE_API_KEY.',
  },
  GOOGLE_CLOUD_PROJECT: {
    label: 'Google-Cloud-Projekt',
    description: 'Google-Cloud-Projekt für Vertex AI.',
  },
  GOOGLE_CLOUD_LOCATION: {
    label: 'Google-Cloud-Region',
    description: 'Region von Vertex AI.',
  },
  GOOGLE_APPLICATION_CREDENTIALS: {
    label: 'Datei mit Google-Cloud-Zugangsdaten',
    description:
      'Datei mit Zugangsdaten für Vertex AI, etwa der Schlüssel eines Dienstkontos. Leer: die Standardzugangsdaten dieses Rechners (gcloud oder ein Rechner von Google Cloud).',
  },
  GEMINI_CONTEXT_LIMIT: {
    label: 'Kontextgrenze',
    description:
      'Größe des Kontexts, bei der Gemini die ältere Hälfte des Kontexts eines Anrufs verwirft. Jeder Redebeitrag wird mit dem ganzen Kontext berechnet: Eine niedrigere Grenze macht lange Anrufe billiger, aber die KI vergisst mehr. 0: der Standard von Gemini.',
  },
  GEMINI_SPEAKS_FIRST: {
    label: 'Die KI begrüßt zuerst',
    description:
      'Die KI begrüßt den Anrufer in neuen Anrufen. Sonst wartet sie, bis der Anrufer spricht.',
  },
  AI_DISCLOSURE: {
    label: 'KI-Hinweis sprechen',
    description:
      'In neuen Anrufen sagt die KI zuerst, dass man mit einer KI spricht, und der Datensatz vermerkt, ob der Anrufer das gehört hat. Ein Profil kann einen eigenen Satz haben oder keinen. Siehe docs/privacy.md.',
  },
  AI_DISCLOSURE_LANGUAGE: {
    label: 'Sprache des KI-Hinweises',
    description:
      'Sprache des KI-Hinweises in Anrufen, deren Profil keine Sprache nennt oder eine, für die es keinen fertigen Satz gibt (BCP 47).',
  },
} satisfies TextsOf<typeof ENGLISH>;

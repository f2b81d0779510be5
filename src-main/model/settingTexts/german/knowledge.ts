import type { KNOWLEDGE_TEXTS as ENGLISH } from '../english/knowledge';
import type { TextsOf } from './textsOf';

export const KNOWLEDGE_TEXTS = {
  TIME_ZONE: {
    label: 'Zeitzone',
    description:
      'Zeitzone, in der die KI Datum und Uhrzeit erfährt. Leer: die dieses Rechners. Siehe docs/profiles.md.',
  },
  AGENT_KNOWS_CALLER: {
    label: 'Die KI kennt den Anrufer',
    description:
      'Die KI und damit Gemini erfährt Rufnummer und Name des Anrufers und dessen frühere Anrufe, wo das Profil es vorsieht. Sonst sind die Platzhalter dafür leer; HTTP-Werkzeuge bekommen sie trotzdem. Das sind personenbezogene Daten, siehe docs/privacy.md.',
  },
} satisfies TextsOf<typeof ENGLISH>;

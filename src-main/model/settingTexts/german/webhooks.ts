import type { WEBHOOKS_TEXTS as ENGLISH } from '../english/webhooks';
import type { TextsOf } from './textsOf';

export const WEBHOOKS_TEXTS = {
  WEBHOOK_URLS: {
    label: 'Empfänger',
    description:
      'Adressen, die Meldungen über Anrufe und Alarme bekommen, durch Kommas getrennt. Leer: keine. Siehe docs/webhooks.md.',
  },
  WEBHOOK_SECRET: {
    label: 'Geheimnis der Signatur',
    description:
      'Geheimnis, mit dem jede Meldung signiert wird; ohne es wird nichts gesendet. Mindestens 32 zufällige Zeichen verwenden, oder whsec_ und base64, wie Empfänger nach Standard Webhooks es erzeugen.',
  },
  WEBHOOK_INCLUDE_NUMBERS: {
    label: 'Mit Rufnummern und Nachrichten',
    description:
      'Meldungen enthalten auch Rufnummer und Name des Anrufers, die Nachrichten, die Anrufer hinterlassen, und den Wortlaut der Fragen an den Supervisor. Prüfen, ob das Gesetz die Weitergabe erlaubt.',
  },
  WEBHOOK_INCLUDE_TRANSCRIPT: {
    label: 'Mit dem Gesprochenen',
    description:
      'Die Meldung vom Ende eines Anrufs enthält auch, was darin gesagt wurde. Prüfen, ob das Gesetz die Weitergabe erlaubt.',
  },
  WEBHOOK_INCLUDE_SUMMARY: {
    label: 'Mit der Zusammenfassung',
    description:
      'Meldungen mit dem Ergebnis eines Anrufs enthalten auch dessen Zusammenfassung, offene Aufgaben und Felder, bei Profilen, die eine Zusammenfassung erstellen. Prüfen, ob das Gesetz die Weitergabe erlaubt.',
  },
  WEBHOOK_TIMEOUT: {
    label: 'Längstes Warten auf eine Antwort',
    description:
      'Längstes Warten auf die Antwort eines Empfängers. Viele antworten erst, wenn ihre Arbeit getan ist: Mit einer kürzeren Zeit bekommen sie dasselbe Ereignis noch einmal und bearbeiten es doppelt.',
  },
} satisfies TextsOf<typeof ENGLISH>;

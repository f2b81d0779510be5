/** German words of the desk layer. */
import type { DESK as ENGLISH } from '../english/desk';

export const DESK = {
  'desk.defect': 'Das ist in Cordboard selbst fehlgeschlagen. Einzelheiten stehen im Log.',
  'request.foreign-page': 'Diese Seite darf keine Anfragen stellen.',
  'request.unknown': 'Cordboard kennt diese Anfrage nicht.',
  'request.wrong-form': 'Die Anfrage {{request}} hat nicht die nötige Form: {{why}}',
  'headset.elsewhere':
    'Sie sprechen in einem Anruf aus einem anderen Fenster von Cordboard. Den Anruf dort erst zurückgeben.',
  'headset.closed-meanwhile': 'Das Headset wurde geschlossen, bevor es offen war.',
  'diagnostics.not-written':
    'Das Paket konnte nicht nach {{folder}} geschrieben werden: {{why}}. Prüfen, ob der Ordner beschreibbar und der Datenträger nicht voll ist.',
  'file.not-written':
    'Die Datei konnte nicht geschrieben werden: {{why}}. Einen anderen Ort wählen.',
} satisfies Readonly<Record<keyof typeof ENGLISH, string>>;

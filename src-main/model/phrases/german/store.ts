/** German words of the record of calls. */
import type { STORE as ENGLISH } from '../english/store';

export const STORE = {
  'history.off':
    'Es wird kein Verlauf der Anrufe geführt: Er konnte nicht geöffnet werden. Siehe das Log.',
  'history.no-recording': 'Diese Aufnahme gibt es bei diesem Anruf nicht.',
  'history.no-peaks-yet':
    'Die Übersicht dieser Aufnahme gibt es noch nicht: Sie kommt bald, nachdem die Aufnahme vollständig ist.',
  'history.recording-gone': 'Die Aufnahme ist nicht mehr da.',

  'history.not-open': 'Der Verlauf ist nicht geöffnet.',
  'history.opening': 'Der Verlauf wird geöffnet.',
  'history.rebuilding':
    'Das Verzeichnis des Verlaufs wird neu aufgebaut. Die Anrufe gehen weiter; was gesagt wird, wird danach geschrieben.',
  'history.restarting': 'Der Verlauf startet neu. Gleich noch einmal versuchen.',
  'history.no-answer': 'Der Verlauf hat nicht geantwortet.',
  'history.degraded':
    '{{why}} Die Anrufe gehen weiter; was geschieht, bleibt im Arbeitsspeicher und wird geschrieben, sobald es wieder geht.',
  'history.replaced':
    'Der Verlauf war beschädigt. Die Sicherung {{backup}} ist an seine Stelle getreten; spätere Anrufe fehlen. Die beschädigte Datei ist als {{setAside}} aufbewahrt.',
  'history.begun-anew':
    'Der Verlauf war beschädigt. Es gab keine Sicherung, deshalb beginnt der Verlauf neu. Die beschädigte Datei ist als {{setAside}} aufbewahrt.',
  'history.newer-version':
    'Den Verlauf hat ein neueres Cordboard geschrieben (Version {{found}} seiner Tabellen, dieses kennt {{known}}). Das neuere Cordboard starten oder die Datei beiseitelegen.',

  // What the disk or SQLite reports, by StorageProblem.
  'history.disk-full': 'Der Datenträger ist voll: Platz schaffen.',
  'history.read-only': 'Der Ordner des Verlaufs ist nicht beschreibbar: seine Rechte prüfen.',
  'history.locked': 'Ein anderes Programm hält die Datei des Verlaufs: dieses Programm schließen.',
  'history.io': 'Der Datenträger meldet einen Fehler oder ist voll.',
  'history.cannot-open':
    'Die Datei des Verlaufs kann nicht geöffnet werden: den Ordner und seine Rechte prüfen.',
  'history.damaged': 'Die Datei des Verlaufs ist beschädigt.',
  'history.failed': 'Der Verlauf ist ausgefallen: {{why}}',

  'history.no-call': 'Diesen Anruf gibt es im Verlauf nicht.',
  'history.no-message': 'Diese Nachricht gibt es nicht.',
  'history.wrong-cursor': 'Der Cursor stammt nicht vom Ende einer Seite. Ohne Cursor beginnen.',
  'history.caller-withheld':
    'Hinter einer unterdrückten Nummer stehen viele Anrufer. Deren Anrufe einzeln löschen.',
  'history.several-spellings':
    'Die Anrufe dieses Anrufers stehen unter mehreren Schreibweisen der Rufnummer ({{count}}). Diese ansehen und die nennen, deren Anrufe gelöscht werden sollen.',
  'history.other-number':
    'Eine der Schreibweisen ist eine andere Rufnummer. Es wurde nichts gelöscht.',
  'history.call-goes-on': 'Dieser Anruf läuft noch: auflegen, dann noch einmal löschen.',
  'history.caller-on-line':
    'Dieser Anrufer ist in der Leitung: auflegen, dann noch einmal löschen.',
  'history.backups-not-cleared':
    'Der Anrufer ist aus dem Verlauf entfernt, aber nicht aus allen Sicherungen: {{why}} Es wird erneut versucht.',
  'history.no-excerpt': 'Zwischen diesen Zeiten enthält die Aufnahme nichts.',
  'history.not-recorded':
    'Dieser Anruf wurde nicht aufgenommen, oder seine Aufnahme wurde gelöscht.',
  'history.export-runs': 'Ein anderer Export läuft. Auf ihn warten oder ihn abbrechen.',
  'history.no-search': 'Diese gespeicherte Suche gibt es nicht mehr.',
  'history.search-name-taken':
    'Eine andere gespeicherte Suche heißt „{{name}}“. Einen anderen Namen wählen.',
  'history.too-many-searches':
    'Es gibt schon {{most}} gespeicherte Suchen. Erst eine davon löschen.',
} satisfies Readonly<Record<keyof typeof ENGLISH, string>>;

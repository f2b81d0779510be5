import type { CALLS_TEXTS as ENGLISH } from '../english/calls';
import type { TextsOf } from './textsOf';

export const CALLS_TEXTS = {
  MAX_CALLS: {
    label: 'Höchstzahl gleichzeitiger Anrufe',
    description:
      'Höchstzahl gleichzeitiger Anrufe. Ein weiterer wird nicht angenommen: Er geht im Wählplan von Asterisk weiter, der ihn woandershin leiten kann (CORDBOARD_REFUSED, siehe asterisk-config). Anrufer, die nach einem Neustart wieder aufgenommen werden, werden nie abgewiesen. 0: keine Grenze.',
  },
  MAX_CALL_DURATION: {
    label: 'Längster Anruf',
    description: 'Längste Dauer eines Anrufs. Danach legt Cordboard auf.',
  },
  AUTO_ANSWER_CALLS: {
    label: 'Anrufe sofort annehmen',
    description:
      'Nimmt Anrufe sofort an. Sonst klingeln sie im Leitstand, bis ein Supervisor sie annimmt oder ablehnt.',
  },
  RING_LIMIT: {
    label: 'Längstes Klingeln',
    description:
      'Wie lange ein Anruf im Leitstand klingelt (AUTO_ANSWER_CALLS=false). Danach geht der Anrufer zum Ausweichziel des Profils. 0: bis der Anrufer aufgibt.',
  },
  HOLD_LIMIT: {
    label: 'Längstes Halten',
    description:
      'Wie lange der Supervisor den Anruf halten, die KI pausieren oder stummschalten kann. Danach macht die KI weiter, weil der Supervisor den Anrufer vergessen haben könnte. 0: ohne Grenze.',
  },
  SESSION_CLEANUP_INTERVAL: {
    label: 'Suche nach verlorenen Kanälen',
    description:
      'Wie oft Cordboard in Asterisk nach Anrufern, Kanälen und Bridges ohne Anruf sucht und nach Anrufen ohne Kanal. Anrufer werden wieder bedient; der Rest wird aufgeräumt und im Log vermerkt. Cordboard sucht auch bei jedem Verbinden.',
  },
  SHUTDOWN_CALLS: {
    label: 'Laufende Anrufe beim Beenden',
    description:
      'Was mit laufenden Anrufen geschieht, wenn das Programm endet. fallback: Sie gehen im Wählplan von Asterisk weiter. hangup: Es wird aufgelegt.',
  },
  PHONE_COUNTRY: {
    label: 'Land der Rufnummern',
    description:
      'Land, dessen nationale Schreibweisen von Rufnummern verstanden werden: Mit US ist 2025550123 dieselbe Rufnummer wie +12025550123. Das gilt, wo Rufnummern verglichen werden: beim Profil einer gewählten Rufnummer, bei der Suche im Verlauf und beim Löschen der Daten eines Anrufers. Leer: Nur die internationalen Schreibweisen (+, 00 oder keins von beiden) sind dieselben.',
  },
  HISTORY_RETENTION_DAYS: {
    label: 'Tage im Verlauf',
    description:
      'Ältere Anrufe werden mit ihren Aufnahmen aus dem Verlauf entfernt. 0 behält alle Anrufe.',
  },
  HISTORY_MAX_SIZE: {
    label: 'Größter Verlauf',
    description:
      'Höchster Speicherplatz für Verlauf und Aufnahmen; darüber werden die ältesten Anrufe entfernt. 0: keine Grenze.',
  },
  FALLBACK_CONTEXT: {
    label: 'Kontext des Ausweichziels',
    description:
      'Kontext des Wählplans, dessen Extension „fallback“ Anrufer übernimmt, die Cordboard nicht bedienen kann. Ohne sie entschuldigt sich Cordboard selbst, und der Wählplan geht nach seinem Stasis() weiter.',
  },
  TRANSFER_CONTEXT: {
    label: 'Kontext der Weiterleitungen',
    description:
      'Kontext des Wählplans für Weiterleitungen und Rückfragen; nur seine Nebenstellen sind wählbar. Siehe das Beispiel in asterisk-config/extensions.conf.',
  },
  OUTBOUND_ENDPOINT: {
    label: 'Endpunkt ausgehender Anrufe',
    description:
      'Was Asterisk für einen ausgehenden Anruf wählt; {number} wird durch die Rufnummer ersetzt. PJSIP/{number}@my-trunk benutzt einen Trunk, Local/{number}@my-context/n einen Kontext des Wählplans.',
  },
  OUTBOUND_CALLER_ID: {
    label: 'Absendernummer ausgehender Anrufe',
    description:
      'Rufnummer und Name, die die angerufene Person sieht, bei ausgehenden Anrufen und Rückfragen. Leer: wie in Asterisk eingerichtet.',
  },
  OUTBOUND_RING_TIME: {
    label: 'Längstes Klingeln ausgehender Anrufe',
    description:
      'Wie lange ein ausgehender Anruf oder eine Rückfrage klingelt, bevor Cordboard aufgibt.',
  },
  HOLD_MUSIC_CLASS: {
    label: 'Wartemusik',
    description:
      'Klasse von musiconhold.conf, die gehaltene Anrufer hören. Asterisk braucht Musikdateien dafür; ohne sie hören Anrufer Stille.',
  },
  CONFERENCE_WAKE_WORD: {
    label: 'Name des Assistenten in Konferenzen',
    description:
      'Name, mit dem Teilnehmer einer Konferenz den Assistenten rufen. Der Assistent hört dann ab dem ersten Teilnehmer still zu; das kostet so viel wie ein Anruf dieser Länge. Leer: Er kommt nur, wenn ein Teilnehmer *1 drückt.',
  },
} satisfies TextsOf<typeof ENGLISH>;

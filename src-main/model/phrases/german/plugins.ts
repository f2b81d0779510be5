/** German words of plugins. */
import type { PLUGINS as ENGLISH } from '../english/plugins';

export const PLUGINS = {
  'plugin.cut-off':
    'Das Plugin {{name}} wurde abgeschaltet: {{why}}. Die Anrufe gehen ohne weiter.',
  'plugin.not-running': 'Das Plugin {{name}} läuft nicht mehr.',
  'plugin.no-vad-engine':
    'VAD_ENGINE nennt {{name}}, aber kein Plugin bringt das mit; stattdessen erkennt silero die Sprachaktivität.',
  'plugin.tool-late': 'Das Werkzeug {{name}} hat nicht rechtzeitig geantwortet.',

  // Why a plugin is switched off; they complete a sentence.
  'plugin.set-up-late': 'seine Einrichtung dauerte länger als {{seconds}} s',
  'plugin.set-up-failed': 'seine Einrichtung ist fehlgeschlagen: {{why}}',
  'plugin.failed': 'es ist fehlgeschlagen: {{why}}',
  'plugin.thread-ended': 'sein Thread ist zu Ende',
  'plugin.no-answer': 'es hat {{seconds}} s lang nicht geantwortet',
  'plugin.threw-often': 'Ausnahmen in einer Minute: {{times}}',

  // What the author of a plugin reads; it may become the reason of a failed set-up.
  'plugin.no-function': 'das Modul exportiert keine Funktion namens plugin',
  'plugin.too-late':
    '{{method}} muss aufgerufen werden, bevor die Funktion plugin() zurückgekehrt ist',
  'plugin.wrong-name':
    '„{{name}}“ ist kein Name: höchstens 64 Buchstaben, Ziffern, Unterstriche und Bindestriche',
  'plugin.name-taken': '„{{name}}“ ist bereits angemeldet',
} satisfies Readonly<Record<keyof typeof ENGLISH, string>>;

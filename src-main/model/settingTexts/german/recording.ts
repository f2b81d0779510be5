import type { RECORDING_TEXTS as ENGLISH } from '../english/recording';
import type { TextsOf } from './textsOf';

export const RECORDING_TEXTS = {
  ENABLE_CALL_RECORDING: {
    label: 'Anrufe aufnehmen',
    description:
      'Nimmt neue Anrufe auf. Wo das Gesetz es verlangt, die Anrufer um Einwilligung bitten.',
  },
  CATCH_UP_LISTENING: {
    label: 'Nachhören',
    description:
      'Behält die letzte Minute jedes Anrufs im Arbeitsspeicher (1 MB je Anruf), damit ein Supervisor die Zeit vor einem Alarm nachhören kann. Nichts davon bleibt, solange die Aufnahme pausiert ist, und nichts nach dem Anruf. Gilt für neue Anrufe.',
  },
  RECORDING_RETENTION_DAYS: {
    label: 'Tage der Aufnahmen',
    description:
      'Ältere Aufnahmen werden gelöscht; der Datensatz des Anrufs bleibt. 0 behält Aufnahmen so lange wie den Datensatz.',
  },
  RECORDING_MAX_SIZE: {
    label: 'Größte Aufnahme',
    description: 'Höchste Größe einer Aufnahme, bei der sie endet; eine Stunde braucht 230 MB.',
  },
  RECORDING_MIN_FREE_DISK: {
    label: 'Speicherplatz, der frei bleibt',
    description:
      'Mit weniger freiem Speicherplatz endet die Aufnahme, damit der Verlauf noch geschrieben werden kann.',
  },
} satisfies TextsOf<typeof ENGLISH>;

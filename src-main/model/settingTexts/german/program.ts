import type { PROGRAM_TEXTS as ENGLISH } from '../english/program';
import type { TextsOf } from './textsOf';

export const PROGRAM_TEXTS = {
  DEMO_MODE: {
    label: 'Demomodus',
    description:
      'Simulierte Anrufer und eine simulierte KI, obwohl Asterisk oder Gemini eingerichtet ist. Wenn eines von beiden fehlt, läuft Cordboard von selbst so.',
  },
  LOG_LEVEL: {
    label: 'Log-Stufe',
    description:
      'Niedrigste Stufe, die in das Log kommt. Mit DEBUG enthält es auch personenbezogene Daten.',
  },
  LOG_FILE: {
    label: 'Logdatei',
    description:
      'Datei, in die das Log zusätzlich geschrieben wird; ein relativer Pfad beginnt beim Datenordner. Leer: keine.',
  },
  LOG_MAX_SIZE: {
    label: 'Größte Logdatei',
    description:
      'Größe, bei der LOG_FILE rotiert wird: Die Datei bekommt die Endung .1 (die bisherige .1 wird .2 und so weiter), und eine neue beginnt.',
  },
  LOG_KEEP_FILES: {
    label: 'Alte Logdateien',
    description: 'Zahl der rotierten Logdateien, die aufbewahrt werden; ältere werden gelöscht.',
  },
  ENABLE_PERFORMANCE_LOGGING: {
    label: 'Verzögerungen im Log',
    description:
      'Schreibt die Verzögerung jeder Antwort und jeder Unterbrechung in das Log und am Ende jedes Anrufs dessen Messwerte.',
  },
  SECRETS_IN_FILE: {
    label: 'Geheimnisse in einer Datei',
    description:
      'Wo das System keinen Schlüsselbund hat, liegen im Fenster eingegebene Geheimnisse in secrets-unprotected.json im Datenordner. Nur der Eigentümer kann diese Datei lesen, aber auch, wer den Datenträger oder eine Kopie davon hat. Wo es einen Schlüsselbund gibt, kommen sie ohnehin dorthin.',
  },
  CORDBOARD_DATA_DIR: {
    label: 'Datenordner',
    description:
      'Ordner für alles, was das Programm speichert. Kann nur in der Umgebung oder in .env gesetzt werden. Leer: der Ordner für Programmdaten des Benutzers.',
  },
  PLUGINS: {
    label: 'Plugins',
    description:
      'Plugins, die laufen: Pfade von ES-Modulen, durch Kommas getrennt; ein relativer Pfad beginnt beim Datenordner. Kann nur in der Umgebung oder in .env gesetzt werden, weil ein Plugin ein Programm ist. Siehe docs/plugins.md.',
  },
} satisfies TextsOf<typeof ENGLISH>;

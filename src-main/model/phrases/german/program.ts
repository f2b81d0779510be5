/** German words of the program as a whole. */
import type { PROGRAM as ENGLISH } from '../english/program';

export const PROGRAM = {
  'program.already-running':
    'Ein anderes Cordboard arbeitet im Datenordner {{folder}}. Es beenden oder diesem mit CORDBOARD_DATA_DIR einen eigenen Ordner geben.',
  'program.already-running-as':
    'Ein anderes Cordboard (Prozess {{pid}}) arbeitet im Datenordner {{folder}}. Es beenden oder diesem mit CORDBOARD_DATA_DIR einen eigenen Ordner geben.',
  'program.no-folder-lock':
    'Der Datenordner {{folder}} kann nicht gesperrt werden ({{reason}}). Dafür sorgen, dass kein anderes Cordboard ihn benutzt.',
  'program.calls-not-ended': 'Die Anrufe konnten nicht ordnungsgemäß beendet werden.',
  'program.ended-at-once': '{{signal}} erneut: sofort beendet.',
  'cli.not-together': '{{first}} und {{second}} passen nicht zusammen.',
  'cli.data-takes-folder': '--data braucht einen Ordner.',

  'capacity.restart-waits':
    'Cordboard startet neu, wenn die laufenden Anrufe beendet sind ({{calls}}). Bis dahin wird kein neuer Anruf angenommen; er geht im Wählplan von Asterisk weiter.',
  'capacity.full':
    'Voll: {{calls}} von {{max}} Anrufen (MAX_CALLS). Weitere Anrufe werden nicht angenommen und gehen im Wählplan weiter.',
  'capacity.strained':
    'Dieser Rechner ist fast ausgelastet (laufende Anrufe: {{calls}}): Der Ton kann verspätet kommen. Andere Programme schließen oder hier weniger Anrufe annehmen (MAX_CALLS).',
  'capacity.overloaded':
    'Dieser Rechner ist überlastet (laufende Anrufe: {{calls}}): Anrufer hören Lücken und warten auf Antworten. Neue Anrufe woandershin leiten: MAX_CALLS unter {{calls}} setzen.',
} satisfies Readonly<Record<keyof typeof ENGLISH, string>>;

/** German words of the calls that are made at the desk. */
import type { TRIAL as ENGLISH } from '../english/trial';

export const TRIAL = {
  'trial.line-down': 'Die Leitung dieses Anrufs ist unterbrochen.',
  'trial.not-a-telephone':
    'Dieser Anruf kommt vom Leitstand: Er kann nicht mit einem Telefon verbunden werden.',
  'rehearsal.no-answer': 'Die KI hat nicht rechtzeitig geantwortet.',
  'rehearsal.no-line': 'Das Textmodell lieferte keine Zeile des Anrufers.',
  'rehearsal.running': 'Eine andere Probe läuft. Auf ihr Ende warten oder sie anhalten.',
  'rehearsal.no-scenario': 'Dieses Szenario gibt es nicht mehr.',
  'rehearsal.no-persona':
    'Ein Anrufer, den ein Textmodell spielt, braucht Gemini, und das ist nicht eingerichtet.',
  'replay.goes-on': 'Der Anruf läuft noch. Nachspielen geht, wenn er beendet ist.',
  'replay.of-replay': 'Dies ist selbst ein nachgespielter Anruf. Das Original nachspielen.',
  'replay.no-turn': 'Diesen Redebeitrag hat der Anruf nicht.',
  'replay.nobody-speaks': 'Ab diesem Redebeitrag sagt der Anrufer nichts.',
  'replay.no-audio': 'Der Ton des Anrufers ist ab diesem Redebeitrag nicht aufgenommen.',
} satisfies Readonly<Record<keyof typeof ENGLISH, string>>;

/** German words for what the window itself finds wrong. */
import type { WINDOW as ENGLISH } from '../english/window';

export const WINDOW = {
  'window.no-bridge': 'Diese Seite funktioniert nur in Cordboard. Start mit npm start.',
  'window.link-lost': 'Das Fenster erreicht den Teil von Cordboard nicht, der die Anrufe trägt.',
  'window.no-answer':
    'Das Programm hat nicht geantwortet. Erneut versuchen; bleibt es dabei, Cordboard neu starten.',
  'window.no-answer-in-time':
    'Das Programm hat nicht rechtzeitig geantwortet. Erneut versuchen; bleibt es dabei, Cordboard neu starten.',
  'window.mend-first': 'Erst die markierten Felder berichtigen.',
  'window.no-arguments': 'Die Beispiel-Argumente müssen ein JSON-Objekt sein.',
  'window.scenario-incomplete': 'Ein Name, was der Anrufer sagt und jeder Prüfpunkt sind nötig.',
  'window.version-does-not-fit': 'Diese Version passt nicht mehr: {{why}}',
} satisfies Readonly<Record<keyof typeof ENGLISH, string>>;

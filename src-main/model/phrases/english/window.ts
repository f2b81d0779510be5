/** What the window itself finds wrong. */
export const WINDOW = {
  'window.no-bridge': 'This page works only inside the Cordboard program. Start it with npm start.',
  'window.link-lost': 'The window cannot reach the part of Cordboard that carries the calls.',
  'window.no-answer': 'The program did not answer. Try again; if it stays, restart Cordboard.',
  'window.no-answer-in-time':
    'The program did not answer in time. Try again; if it stays, restart Cordboard.',
  'window.mend-first': 'Correct the marked fields first.',
  'window.no-arguments': 'The sample arguments must be a JSON object.',
  'window.scenario-incomplete': 'A name, what the caller says, and each pass mark are needed.',
  'window.version-does-not-fit': 'This version does not fit any more: {{why}}',
} as const;

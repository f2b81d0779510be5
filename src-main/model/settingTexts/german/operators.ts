import type { OPERATORS_TEXTS as ENGLISH } from '../english/operators';
import type { TextsOf } from './textsOf';

export const OPERATORS_TEXTS = {
  AUTO_LOCK_TIMEOUT: {
    label: 'Zeit bis zur Sperre des Fensters',
    description:
      'Das Fenster sperrt sich, wenn es so lange niemand benutzt hat: Nummern, Namen und Worte werden verborgen, das Headset wird geschlossen, und die Anrufe gehen weiter. Wer gerade in einem Anruf spricht, wird nie gesperrt. Wirkt, sobald es Benutzer mit PIN gibt. 0: nie.',
  },
  VIEWERS_MAY_LISTEN: {
    label: 'Beobachter dürfen mithören',
    description: 'Benutzer mit der Rolle Beobachter dürfen Anrufe mithören und Aufnahmen anhören.',
  },
  VIEWERS_SEE_NUMBERS: {
    label: 'Beobachter sehen Rufnummern',
    description:
      'Benutzer mit der Rolle Beobachter sehen ganze Rufnummern. Sonst sehen sie die letzten Ziffern.',
  },
} satisfies TextsOf<typeof ENGLISH>;

/** German words of operators and roles. */
import type { OPERATORS as ENGLISH } from '../english/operators';

export const OPERATORS = {
  'role.viewer': 'Beobachter',
  'role.supervisor': 'Supervisor',
  'role.lead': 'Teamleitung',
  'role.admin': 'Administrator',
  'operator.needs-role': 'Erfordert die Rolle {{role}}.',
  'operator.locked': 'Das Fenster ist gesperrt. Zuerst anmelden.',
  'operator.wrong-pin': 'Die PIN ist falsch.',
  'operator.wait': 'Zu viele falsche PINs. In {{seconds}} s erneut versuchen.',
  'operator.unknown': 'Einen Benutzer mit diesem Namen gibt es nicht.',
  'operator.no-lock':
    'Das Fenster ist erst sperrbar, wenn es Benutzer mit PIN gibt: den ersten unter „Benutzer“ hinzufügen.',
  'operator.speaks': 'Sie sprechen gerade in einem Anruf. Zuerst zurückgeben, dann sperren.',
  'operator.not-signed-in': 'Niemand ist angemeldet, daher gibt es keine PIN zu ändern.',
  'operator.needs-pin': 'Ein neuer Benutzer braucht eine PIN.',
  'operator.last-admin': 'Mindestens ein Benutzer muss Administrator sein.',
  'operator.too-many': 'Mehr als {{most}} Benutzer sind nicht möglich.',
  'operators.unreadable':
    'Die Benutzer sind aus {{path}} nicht lesbar, deshalb kann sich niemand anmelden. Die Anrufe gehen weiter. Die Datei berichtigen oder löschen, um ohne Benutzer zu arbeiten, und Cordboard neu starten.',
  'operators.open-to-others':
    'Nicht nur der Eigentümer kann {{path}} lesen oder schreiben, deshalb kann sich niemand anmelden. Die Anrufe gehen weiter. Die Datei nur für den Eigentümer lesbar machen (chmod 600) und Cordboard neu starten.',
} satisfies Readonly<Record<keyof typeof ENGLISH, string>>;

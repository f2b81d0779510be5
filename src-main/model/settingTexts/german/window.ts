import type { WINDOW_TEXTS as ENGLISH } from '../english/window';
import type { TextsOf } from './textsOf';

export const WINDOW_TEXTS = {
  WINDOW_LANGUAGE: {
    label: 'Sprache',
    description:
      'Die Sprache des Fensters, seiner Menüs, Hinweise und Exporte: Englisch (en), Deutsch (de) oder die des Desktops (system). Log und HTTP-API bleiben englisch.',
  },
  KEEP_IN_TRAY: {
    label: 'Im Infobereich weiterlaufen',
    description:
      'Wann Cordboard nach dem Schließen des letzten Fensters im Infobereich weiterläuft: nie (never), während Anrufe laufen (calls) oder immer (always). Wo der Desktop keinen Infobereich hat, fragt Cordboard vor dem Beenden mit laufenden Anrufen nach.',
  },
  START_AT_LOGIN: {
    label: 'Mit dem Rechner starten',
    description: 'Startet Cordboard, wenn sich der Benutzer dieses Rechners anmeldet.',
  },
} satisfies TextsOf<typeof ENGLISH>;

import type { WATCHDOGS_TEXTS as ENGLISH } from '../english/watchdogs';
import type { TextsOf } from './textsOf';

export const WATCHDOGS_TEXTS = {
  WATCHDOG_CALLER_SILENT: {
    label: 'Anrufer schweigt: Die KI fragt nach',
    description:
      'Der Anrufer ist an der Reihe und sagt so lange nichts: Die KI fragt, ob er noch da ist. 0 schaltet das aus.',
  },
  WATCHDOG_CALLER_SILENT_END: {
    label: 'Anrufer schweigt: Der Anruf endet',
    description:
      'Der Anrufer sagt weiterhin nichts: Die KI verabschiedet sich, und der Anruf endet. Zeit, in der die KI spricht, zählt nicht. 0 schaltet das aus.',
  },
  WATCHDOG_AGENT_SILENT: {
    label: 'KI schweigt: Sie wird neu verbunden',
    description:
      'Die KI sollte sprechen, aber der Anrufer hört so lange nichts: Die KI wird neu verbunden. 0 schaltet das aus.',
  },
  WATCHDOG_AGENT_TALKING: {
    label: 'KI spricht ohne Pause',
    description:
      'Die KI spricht so lange ohne Pause: Sie bekommt die Anweisung, zum Ende zu kommen. 0 schaltet das aus.',
  },
  WATCHDOG_NO_MEDIA: {
    label: 'Kein Ton vom Anrufer',
    description:
      'So lange kommt kein Ton vom Anrufer: Cordboard fragt Asterisk, ob der Tonweg heil ist, und baut einen unterbrochenen neu auf. 0 schaltet das aus.',
  },
  WATCHDOG_LONG_CALL: {
    label: 'Hinweis auf einen langen Anruf',
    description:
      'Der Anruf dauert schon so lange: Ein Hinweis sagt es dem Supervisor. 0 schaltet das aus.',
  },
  AGENT_AWAY_SOUND: {
    label: 'Was Anrufer hören, solange die KI fehlt',
    description:
      'Was der Anrufer hört, solange die Verbindung der KI verloren ist. tone: alle paar Sekunden ein kurzer leiser Ton. music: Wartemusik. silence: nichts.',
  },
  AGENT_AWAY_LIMIT: {
    label: 'KI fehlt: Der Anrufer geht zum Ausweichziel',
    description:
      'Die Verbindung der KI ist so lange verloren: Der Anruf geht zum Ausweichziel seines Profils. 0 schaltet das aus.',
  },
} satisfies TextsOf<typeof ENGLISH>;

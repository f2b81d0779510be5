import type { ASTERISK_TEXTS as ENGLISH } from '../english/asterisk';
import type { TextsOf } from './textsOf';

export const ASTERISK_TEXTS = {
  ARI_BASE_URL: {
    label: 'Adresse von Asterisk',
    description:
      'Adresse der REST-Schnittstelle von Asterisk (ARI). Wenn Asterisk nicht auf diesem Rechner läuft, https verwenden.',
  },
  ARI_USERNAME: {
    label: 'Asterisk-Benutzer',
    description: 'ARI-Benutzer: der Name eines Abschnitts von ari.conf.',
  },
  ARI_PASSWORD: {
    label: 'Asterisk-Kennwort',
    description: 'Kennwort des ARI-Benutzers. Nötig für echte Anrufe.',
  },
  STASIS_APP: {
    label: 'Name der Anwendung im Wählplan',
    description: 'Stasis-Anwendung: der Name, mit dem der Wählplan Anrufe an Stasis() übergibt.',
  },
} satisfies TextsOf<typeof ENGLISH>;

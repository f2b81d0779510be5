import type { API_TEXTS as ENGLISH } from '../english/api';
import type { TextsOf } from './textsOf';

export const API_TEXTS = {
  API_HOST: {
    label: 'Adresse der HTTP-API',
    description:
      'Adresse, auf der die HTTP-API Verbindungen annimmt. Wenn andere Rechner sie erreichen, auch API_TLS_CERT_FILE setzen.',
  },
  API_PORT: {
    label: 'Port der HTTP-API',
    description: 'TCP-Port der HTTP-API. 0: ein beliebiger freier Port.',
  },
  API_TOKENS_FILE: {
    label: 'Datei der API-Token',
    description:
      'Datei mit den Hashwerten der API-Token, geschrieben von `npm run token -- NAME`; ein relativer Pfad beginnt beim Datenordner.',
  },
  API_TLS_CERT_FILE: {
    label: 'Zertifikat',
    description:
      'Zertifikatskette (PEM) für https; ein relativer Pfad beginnt beim Datenordner. Leer: unverschlüsseltes http.',
  },
  API_TLS_KEY_FILE: {
    label: 'Privater Schlüssel',
    description:
      'Privater Schlüssel (PEM) zu API_TLS_CERT_FILE; ein relativer Pfad beginnt beim Datenordner.',
  },
  API_RATE_LIMIT: {
    label: 'Höchstzahl der Anfragen',
    description: 'Höchstzahl der Anfragen eines Tokens oder einer Adresse ohne Token.',
  },
  CORS_ORIGINS: {
    label: 'Webseiten mit Zugang zur API',
    description:
      'Herkünfte (Origins) von Webseiten, die die HTTP-API aus einem Browser benutzen dürfen; sie brauchen ein Token wie jedes Programm. Leer: keine.',
  },
} satisfies TextsOf<typeof ENGLISH>;

import type { TOOLS_TEXTS as ENGLISH } from '../english/tools';
import type { TextsOf } from './textsOf';

export const TOOLS_TEXTS = {
  HTTP_TOOL_HOSTS: {
    label: 'Hosts der HTTP-Werkzeuge',
    description:
      'Hosts, mit denen sich die HTTP-Werkzeuge von Profilen verbinden dürfen, durch Kommas getrennt. Bei einem Host in einem privaten Netz auch dessen Adresse nennen. Leer: keine. Siehe docs/profiles.md.',
  },
  HTTP_TOOL_SECRETS: {
    label: 'Geheimnisse der HTTP-Werkzeuge',
    description: `Geheimnisse für die Header von HTTP-Werkzeugen: Paare NAME=Wert, durch Leerzeichen getrennt. Ein Header nennt ein Geheimnis als \${NAME}.`,
  },
} satisfies TextsOf<typeof ENGLISH>;

/** German words that several parts use. */
import type { GENERAL as ENGLISH } from '../english/general';

export const GENERAL = {
  text: '{{text}}',
  sentences: '{{first}} {{next}}',
  clauses: '{{first}}; {{next}}',
  'at-place': '{{path}} {{what}}',
  'file.cannot-be-written':
    '{{path}} kann nicht geschrieben werden: {{why}}. Die Rechte des Ordners und den freien Speicherplatz prüfen.',
} satisfies Readonly<Record<keyof typeof ENGLISH, string>>;

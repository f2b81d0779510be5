/** German words of the calls that are made at the desk. */
import type { TRIAL as ENGLISH } from '../english/trial';

export const TRIAL = {
  'trial.line-down': 'Die Leitung dieses Anrufs ist unterbrochen.',
  'trial.not-a-telephone':
    'Dieser Anruf kommt vom Leitstand: Er kann nicht mit einem Telefon verbunden werden.',
} satisfies Readonly<Record<keyof typeof ENGLISH, string>>;

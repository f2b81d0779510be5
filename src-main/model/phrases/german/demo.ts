/** German words of the demo mode. */
import type { DEMO as ENGLISH } from '../english/demo';

export const DEMO = {
  'demo.not-answered': 'Der Anruf muss zuerst angenommen werden.',
  'demo.caller-gone': 'Der Anrufer hat aufgelegt.',
  'demo.voice-while-disconnected':
    'Die Stimme kann nicht gewechselt werden, solange die KI nicht verbunden ist. Erneut versuchen.',
} satisfies Readonly<Record<keyof typeof ENGLISH, string>>;

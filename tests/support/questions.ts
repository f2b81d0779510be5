/** What an agent asks its supervisor, as plain data, for tests. */
import type { Question } from '#model/question';

type Of<Kind extends Question['kind']> = Extract<Question, { readonly kind: Kind }>;

export function aQuestion(change: Partial<Of<'question'>> = {}): Of<'question'> {
  return {
    id: 'question-1',
    kind: 'question',
    text: 'May I give 10 % off?',
    fallback: 'I offer a call back.',
    askedAt: 10_000,
    deadline: 70_000,
    ...change,
  };
}

export function anApproval(change: Partial<Of<'approval'>> = {}): Of<'approval'> {
  return {
    id: 'approval-1',
    kind: 'approval',
    text: 'Books a table.',
    tool: 'book',
    args: { day: '2026-12-01' },
    askedAt: 11_000,
    deadline: 71_000,
    ...change,
  };
}

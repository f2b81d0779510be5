import type { PlacedProblem } from '#model/phrases/phrase';
import { inWords } from '../../i18n/inWords';

/** What is wrong at a place, or inside of it, as sentences; empty for nothing. */
export function problemText(
  problems: readonly PlacedProblem[],
  path: string,
  inside: 'with-parts' | 'itself' = 'with-parts',
): string {
  const text = problems
    .filter(
      (problem) =>
        problem.path === path || (inside === 'with-parts' && problem.path.startsWith(`${path}.`)),
    )
    .map(({ phrase }) => inWords(phrase))
    .join(' ');
  // Problems go on after the name of their place; alone they begin like a sentence.
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

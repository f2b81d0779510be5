/** Judges a rehearsal by its pass marks. */
import { isSaid, newWords, spokenPhrases } from '#main/rules/spokenPhrases';
import type { JudgedMark, PassMark, RehearsalEnd, RehearsalLine } from '#model/rehearsal';

/** What is judged. */
type Talk = {
  readonly lines: readonly RehearsalLine[];
  readonly end: RehearsalEnd;
};

export function judge(marks: readonly PassMark[], talk: Talk): readonly JudgedMark[] {
  return marks.map((mark) => ({ mark, ...judged(mark, talk) }));
}

function judged(mark: PassMark, { lines, end }: Talk): Pick<JudgedMark, 'passed' | 'found'> {
  switch (mark.kind) {
    case 'said':
    case 'not-said': {
      const phrases = spokenPhrases([mark.phrase]);
      const found = numberOf(
        lines,
        (line) => line.of === 'agent' && isSaid(phrases, newWords(line.text, 0, true)),
      );
      return { passed: (found !== null) === (mark.kind === 'said'), found };
    }
    case 'called':
    case 'not-called': {
      const found = numberOf(lines, (line) => line.of === 'tool' && line.name === mark.tool);
      return { passed: (found !== null) === (mark.kind === 'called'), found };
    }
    case 'turns': {
      const found = end.how === 'agent' ? lines.filter(({ of }) => of === 'caller').length : null;
      return { passed: found !== null && found <= mark.most, found };
    }
    case 'answer-ms': {
      const times = lines.flatMap((line) =>
        line.of === 'agent' && line.ms !== null ? [line.ms] : [],
      );
      const found = times.length === 0 ? null : Math.max(...times);
      return { passed: found !== null && found <= mark.most, found };
    }
  }
}

/** Number of the first line that is so, from 1. */
function numberOf(
  lines: readonly RehearsalLine[],
  isSo: (line: RehearsalLine) => boolean,
): number | null {
  const at = lines.findIndex(isSo);
  return at < 0 ? null : at + 1;
}

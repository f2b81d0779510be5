import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Turn } from '#model/transcript';
import { turnWith } from '#support/calls';
import { paintUnheard } from '#window/features/ahead/unheardWords';

type Range = Pick<StaticRange, 'startContainer' | 'startOffset' | 'endOffset'>;

const AHEAD = { turnId: 1, heardChars: 6, heardShare: 0.5, aheadMs: 900, goesOnInMs: null };
const agentTurn = (id: number, text: string, change: Partial<Turn> = {}): Turn =>
  turnWith({ id, speaker: 'agent', status: 'final', text, ...change });

let highlights: Map<string, { readonly ranges: readonly Range[] }>;

beforeEach(() => {
  highlights = new Map();
  vi.stubGlobal('CSS', { highlights });
  vi.stubGlobal(
    'Highlight',
    class {
      readonly ranges: readonly Range[];
      constructor(...ranges: readonly Range[]) {
        this.ranges = ranges;
      }
    },
  );
  vi.stubGlobal(
    'StaticRange',
    class {
      readonly startContainer: Node;
      readonly startOffset: number;
      readonly endOffset: number;
      constructor({ startContainer, startOffset, endOffset }: Range) {
        this.startContainer = startContainer;
        this.startOffset = startOffset;
        this.endOffset = endOffset;
      }
    },
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A transcript of these turns; `marked`: a search marks the second word of each. */
function logOf(turns: readonly Turn[], marked = false): HTMLElement {
  const log = document.createElement('div');
  for (const { id, text } of turns) {
    const turn = document.createElement('div');
    turn.setAttribute('data-turn', String(id));
    const words = document.createElement('p');
    words.className = 'turn-text';
    const [first = '', second = '', ...rest] = text.split(/(?<= )/u);
    const mark = document.createElement(marked ? 'mark' : 'span');
    mark.append(second);
    words.append(...(marked ? [first, mark, rest.join('')] : [text]));
    turn.append(words);
    log.append(turn);
  }
  return log;
}

/** The painted words, a text for each range. */
const painted = (): readonly string[] =>
  (highlights.get('unheard')?.ranges ?? []).map(({ startContainer, startOffset, endOffset }) =>
    (startContainer.textContent ?? '').slice(startOffset, endOffset),
  );

describe('the words that the caller has not heard', () => {
  it('are painted from a character on, and in all turns that come', () => {
    const turns = [
      agentTurn(0, 'Heard long ago.'),
      agentTurn(1, 'It is Monday.'),
      agentTurn(2, 'Or Tuesday.'),
    ];
    const log = logOf(turns);
    paintUnheard(log, turns, AHEAD);
    expect(painted()).toEqual(['Monday.', 'Or Tuesday.']);
    paintUnheard(log, turns, { ...AHEAD, heardChars: 9 });
    expect(painted()).toEqual(['day.', 'Or Tuesday.']);
    paintUnheard(log, turns, null);
    expect(painted()).toEqual([]);
  });

  it('are painted around what a search marks', () => {
    const turns = [agentTurn(1, 'one two three')];
    const log = logOf(turns, true);
    paintUnheard(log, turns, { ...AHEAD, heardChars: 5 });
    expect(painted()).toEqual(['wo ', 'three']);
    paintUnheard(log, turns, { ...AHEAD, heardChars: 8 });
    expect(painted()).toEqual(['three']);
  });

  it('are looked up in the page only where there are any', () => {
    const turns = Array.from({ length: 200 }, (_, id) => agentTurn(id, 'Heard long ago.'));
    const log = logOf(turns);
    const query = vi.spyOn(log, 'querySelector');
    paintUnheard(log, turns, null);
    expect(query).not.toHaveBeenCalled();
    paintUnheard(log, turns, { ...AHEAD, turnId: 198 });
    expect(query).toHaveBeenCalledTimes(2);
  });

  it('may belong to a turn that is not drawn yet', () => {
    paintUnheard(logOf([]), [agentTurn(1, 'It is Monday.')], AHEAD);
    paintUnheard(null, [agentTurn(1, 'It is Monday.')], AHEAD);
    expect(painted()).toEqual([]);
  });
});

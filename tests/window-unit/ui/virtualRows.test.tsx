import { act, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Grid } from '#window/ui/rows/Grid.tsx';
import { VirtualRow } from '#window/ui/rows/VirtualRow.tsx';
import { VirtualRows } from '#window/ui/rows/VirtualRows.tsx';
import { axeFaults, resetWindow } from '../../support/window/renderApp';

beforeEach(resetWindow);
afterEach(resetWindow);

const ROW = 40;
const many = (count: number, from = 0): readonly string[] =>
  Array.from({ length: count }, (_, index) => `row ${from + index}`);

type Props = {
  readonly ids: readonly string[];
  readonly rowHeight?: (index: number) => number;
  readonly onNearEnd?: () => void;
};

function List({ ids, rowHeight = () => ROW, onNearEnd }: Props) {
  const [selectedId, setSelectedId] = useState<string | null>(null);
  return (
    <Grid
      label="Calls"
      columns={[{ name: 'caller', text: 'Caller' }]}
      columnsClass=""
      count={ids.length}
      busy={false}
    >
      <VirtualRows
        ids={ids}
        selectedId={selectedId}
        rowHeight={rowHeight}
        onSelect={setSelectedId}
        onNearEnd={onNearEnd}
      >
        {(id, place) => (
          <VirtualRow
            key={id}
            {...place}
            label={id}
            onClick={() => {
              setSelectedId(id);
            }}
          >
            <div role="gridcell">{id}</div>
          </VirtualRow>
        )}
      </VirtualRows>
    </Grid>
  );
}

const row = (id: string) => screen.getByRole('row', { name: id });
const drawn = () =>
  screen.getAllByRole('row').flatMap((each) => each.getAttribute('aria-label') ?? []);
const inTabOrder = () => screen.getAllByRole('row').filter((each) => each.tabIndex === 0);
const scroller = () => screen.getAllByRole('rowgroup')[1]!;
const press = (key: string, init: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...init });

function scrollTo(top: number): void {
  scroller().scrollTop = top;
  act(() => {
    fireEvent.scroll(scroller());
  });
}

describe('VirtualRows', () => {
  it('draws the rows in sight, and tells their places in the whole list', async () => {
    render(<List ids={many(500)} />);
    expect(drawn().length).toBeLessThan(40);
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('501');
    expect(row('row 3').getAttribute('aria-rowindex')).toBe('5');
    expect(await axeFaults()).toEqual([]);
  });

  it('draws nothing for an empty list', () => {
    render(<List ids={[]} />);
    expect(drawn()).toEqual([]);
  });

  it('is reached by Tab at the chosen row, and at the first one before', () => {
    render(<List ids={many(20)} />);
    expect(inTabOrder()).toEqual([row('row 0')]);
    fireEvent.click(row('row 7'));
    expect(inTabOrder()).toEqual([row('row 7')]);
    expect(row('row 7').getAttribute('aria-selected')).toBe('true');
  });

  it('moves the choice and the focus with the keys of a grid', () => {
    render(<List ids={many(40)} />);
    row('row 0').focus();
    for (const [key, id] of [
      ['ArrowDown', 'row 0'],
      ['ArrowDown', 'row 1'],
      ['PageDown', 'row 11'],
      ['ArrowUp', 'row 10'],
      ['ArrowUp', 'row 9'],
      ['PageUp', 'row 0'],
      ['ArrowUp', 'row 0'],
    ] as const) {
      press(key);
      expect(document.activeElement).toBe(row(id));
    }
  });

  it('leaves keys alone that belong to the window', () => {
    const onKey = vi.fn();
    render(
      <div onKeyDown={onKey}>
        <List ids={many(5)} />
      </div>,
    );
    row('row 0').focus();
    press('End', { ctrlKey: true });
    press('t');
    expect(onKey).toHaveBeenCalledTimes(2);
    expect(document.activeElement).toBe(row('row 0'));
  });

  it('keeps the focus however far a key leads', () => {
    render(<List ids={many(500)} />);
    row('row 0').focus();
    press('End');
    expect(document.activeElement).toBe(row('row 499'));
    press('Home');
    expect(document.activeElement).toBe(row('row 0'));
  });

  it('keeps its chosen row within reach of Tab wherever it is scrolled to', () => {
    render(<List ids={many(500)} />);
    fireEvent.click(row('row 2'));
    row('row 2').focus();
    scrollTo(300 * ROW);
    expect(drawn()).toContain('row 300');
    expect(drawn()).not.toContain('row 20');
    expect(inTabOrder()).toEqual([row('row 2')]);
    expect(document.activeElement).toBe(row('row 2'));
  });

  it('stays where it is scrolled to, with the same elements, when rows come and go', () => {
    const { rerender } = render(<List ids={many(500)} />);
    scrollTo(100 * ROW);
    const element = row('row 105');
    rerender(<List ids={[...many(500), 'a late one']} />);
    rerender(<List ids={['an early one', ...many(500).slice(2), 'a late one']} />);
    expect(scroller().scrollTop).toBe(100 * ROW);
    expect(row('row 105')).toBe(element);
    expect(element.style.transform).toBe(`translateY(${104 * ROW}px)`);
  });

  it('asks for the heights again when the rows are others', () => {
    const tall = new Set(['row 1']);
    const heights = (ids: readonly string[]) => (index: number) =>
      tall.has(ids[index] ?? '') ? 60 : ROW;
    const before = many(5);
    const after = before.slice(1);
    const { rerender } = render(<List ids={before} rowHeight={heights(before)} />);
    expect(row('row 2').style.transform).toBe('translateY(100px)');
    rerender(<List ids={after} rowHeight={heights(after)} />);
    expect(row('row 2').style.transform).toBe('translateY(60px)');
    expect(row('row 1').style.height).toBe('60px');
  });

  it('says when the reader comes near the end', () => {
    const onNearEnd = vi.fn();
    render(<List ids={many(200)} onNearEnd={onNearEnd} />);
    expect(onNearEnd).not.toHaveBeenCalled();
    scrollTo(170 * ROW);
    expect(onNearEnd).toHaveBeenCalledOnce();
  });
});

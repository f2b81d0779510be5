import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
} from 'react';
import { rowByKey } from './rowByKey';
import { useRowFocusKept } from './useRowFocusKept';
import { ariaRowIndex, type RowPlace } from './VirtualRow';

/** Rows drawn above and below those in sight: a turn of the wheel is two. Each costs as they do. */
const OVERSCAN = 4;

/** The end is near when fewer rows than this lie below those in sight. */
const NEAR_END = 24;

/** Size of the list until it is laid out, CSS pixels. */
const INITIAL_RECT = { width: 480, height: 720 };

/** What leads to the rows from elsewhere. */
export type RowsHandle = {
  /** Gives the focus to the row that can be reached by Tab. */
  focus(): void;
  /** Does what a key does on the rows. */
  move(key: string): void;
};

type VirtualRowsProps = {
  readonly handle?: Ref<RowsHandle>;
  /** All rows, from top to bottom. A row keeps its element for as long as its id stays. */
  readonly ids: readonly string[];
  readonly selectedId: string | null;
  /** CSS pixels; asked again when `ids` is another list. */
  readonly rowHeight: (index: number) => number;
  /** Rows that name those beneath them: keys pass over them. */
  readonly isHeading?: (id: string) => boolean;
  /** A key chose a row. */
  readonly onSelect: (id: string) => void;
  /** The reader comes near the end of what is there. */
  readonly onNearEnd?: (() => void) | undefined;
  readonly className?: string;
  /** Draws a row, as a VirtualRow in its place. */
  readonly children: (id: string, place: RowPlace) => ReactNode;
};

/**
 * A long list of which only the rows in sight are drawn. One row can be reached by Tab: the chosen
 * one, else the first. It is drawn wherever the list stands, so that Tab finds it and a key that
 * leads far away keeps the focus. The keys are those of a grid.
 */
export function VirtualRows(props: VirtualRowsProps) {
  const { ids, selectedId, rowHeight, onNearEnd, className = '' } = props;
  const { isHeading = () => false } = props;
  const scrollRef = useRef<HTMLDivElement>(null);
  const focusWanted = useRef(false);
  const selectedIndex = selectedId === null ? -1 : ids.indexOf(selectedId);
  const firstIndex = ids.findIndex((id) => !isHeading(id));
  const tabbableIndex = Math.max(0, selectedIndex < 0 ? firstIndex : selectedIndex);
  // eslint-disable-next-line react-hooks/incompatible-library -- the window is built without the React compiler
  const virtualizer = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: rowHeight,
    // Another function makes the virtualizer ask for all heights again.
    getItemKey: useCallback((index: number) => ids[index] ?? index, [ids]),
    overscan: OVERSCAN,
    rangeExtractor: useCallback(
      (range: Range) => withIndex(defaultRangeExtractor(range), tabbableIndex, range.count),
      [tabbableIndex],
    ),
    initialRect: INITIAL_RECT,
  });
  const isNearEnd = (virtualizer.range?.endIndex ?? 0) + NEAR_END > ids.length;
  useEffect(() => {
    if (isNearEnd) {
      onNearEnd?.();
    }
  }, [isNearEnd, ids.length, onNearEnd]);
  useRowFocusKept(scrollRef, ids, isHeading);
  useEffect(() => {
    if (!focusWanted.current || selectedIndex < 0) {
      return;
    }
    focusWanted.current = false;
    virtualizer.scrollToIndex(selectedIndex);
    scrollRef.current
      ?.querySelector<HTMLElement>(`[aria-rowindex="${ariaRowIndex(selectedIndex)}"]`)
      ?.focus({ preventScroll: true });
  }, [selectedIndex, virtualizer]);
  const focusRow = (index: number): void => {
    scrollRef.current
      ?.querySelector<HTMLElement>(`[aria-rowindex="${ariaRowIndex(index)}"]`)
      ?.focus({ preventScroll: true });
  };
  /** @returns whether the key means something here. */
  const move = (key: string): boolean => {
    const rows = ids.filter((id) => !isHeading(id));
    const next = rowByKey(rows, selectedId, key);
    if (next === null) {
      return false;
    }
    focusWanted.current = next !== selectedId;
    if (next === selectedId) {
      focusRow(selectedIndex);
    }
    props.onSelect(next);
    return true;
  };
  useImperativeHandle(props.handle, () => ({
    focus: () => {
      focusRow(tabbableIndex);
    },
    move,
  }));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey && move(event.key)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  return (
    <div
      ref={scrollRef}
      role="rowgroup"
      tabIndex={-1}
      className={`grid-rows min-h-0 flex-1 overflow-y-auto ${className}`}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start, size }) => {
          const id = ids[index];
          return id === undefined
            ? null
            : props.children(id, {
                index,
                top: start,
                height: size,
                selected: index === selectedIndex,
                tabbable: index === tabbableIndex,
              });
        })}
      </div>
    </div>
  );
}

/** A run of indexes with one more, in order, where there is a row of that index. */
function withIndex(run: readonly number[], index: number, count: number): number[] {
  if (index >= count || run.includes(index)) {
    return [...run];
  }
  return index < (run[0] ?? 0) ? [index, ...run] : [...run, index];
}

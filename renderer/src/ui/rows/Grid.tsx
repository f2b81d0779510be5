import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';

type Column = {
  readonly name: string;
  readonly text: string;
  readonly className?: string;
  /** For the words alone, where the place of the column must stay. */
  readonly textClassName?: string;
  /** A column by which the rows can be sorted. */
  readonly sorting?: ColumnSorting;
};

type ColumnSorting = {
  /** How it sorts; whether it does so now. */
  readonly way: 'ascending' | 'descending';
  readonly isOn: boolean;
  readonly onToggle: () => void;
};

function Head({ text, className = '', textClassName, sorting }: Column) {
  const words = <span className={textClassName}>{text}</span>;
  const look = `truncate ${className}`;
  if (sorting === undefined) {
    return (
      <div role="columnheader" className={look}>
        {words}
      </div>
    );
  }
  const { way, isOn, onToggle } = sorting;
  const Arrow = way === 'ascending' ? ArrowUp : ArrowDown;
  return (
    <div role="columnheader" className={look} aria-sort={isOn ? way : 'none'}>
      <button type="button" className="grid-head" onClick={onToggle}>
        <span className="truncate">{words}</span>
        {isOn && <Arrow size={12} className="shrink-0" aria-hidden="true" />}
      </button>
    </div>
  );
}

/**
 * A list with columns: its heads, and beneath them its rows (VirtualRows) or what stands in for
 * them.
 */
export function Grid(props: {
  readonly label: string;
  readonly columns: readonly Column[];
  /** Class that lays heads and rows out alike. */
  readonly columnsClass: string;
  /** Number of rows, drawn or not; null while further rows are unknown. */
  readonly count: number | null;
  readonly busy: boolean;
  readonly children: ReactNode;
}) {
  const { columns, count } = props;
  return (
    <div
      role="grid"
      className="flex min-h-0 flex-1 flex-col"
      aria-label={props.label}
      aria-rowcount={count === null ? -1 : count + 1}
      aria-colcount={columns.length}
      aria-busy={props.busy}
    >
      <div role="rowgroup" className="grid-heads">
        <div
          role="row"
          aria-rowindex={1}
          className={`${props.columnsClass} h-7 border-b border-line text-meta text-faint`}
        >
          {columns.map((column) => (
            <Head key={column.name} {...column} />
          ))}
        </div>
      </div>
      {props.children}
    </div>
  );
}

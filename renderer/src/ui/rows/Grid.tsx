import type { ReactNode } from 'react';

type Column = {
  readonly name: string;
  readonly text: string;
  readonly className?: string;
  /** For the words alone, where the place of the column must stay. */
  readonly textClassName?: string;
};

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
          {columns.map(({ name, text, className = '', textClassName }) => (
            <div key={name} role="columnheader" className={`truncate ${className}`}>
              <span className={textClassName}>{text}</span>
            </div>
          ))}
        </div>
      </div>
      {props.children}
    </div>
  );
}

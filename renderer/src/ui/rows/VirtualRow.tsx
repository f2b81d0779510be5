import type { ComponentProps } from 'react';

/** Where a row lies in its list, and whether it is the chosen one. */
export type RowPlace = {
  /** From 0. */
  readonly index: number;
  /** CSS pixels. */
  readonly top: number;
  readonly height: number;
  readonly selected: boolean;
  /** It is the one row of the list that Tab reaches. */
  readonly tabbable: boolean;
};

/** The aria-rowindex of a row: it counts from 1, and the first row is that of the column heads. */
export const ariaRowIndex = (index: number): number => index + 2;

/** The frame of a row in VirtualRows. It is read out by its label, and not cell by cell. */
export function VirtualRow(
  props: RowPlace & { readonly label: string } & Omit<ComponentProps<'div'>, 'role' | 'style'>,
) {
  const { index, top, height, selected, tabbable, label, className = '', ...rest } = props;
  return (
    <div
      role="row"
      className={`list-row ${className}`}
      style={{ transform: `translateY(${top}px)`, height }}
      aria-rowindex={ariaRowIndex(index)}
      aria-selected={selected}
      aria-label={label}
      tabIndex={tabbable ? 0 : -1}
      {...rest}
    />
  );
}

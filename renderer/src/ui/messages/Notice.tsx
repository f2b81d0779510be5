import type { ReactNode } from 'react';
import { AlertShape, type Level } from '../signs/AlertShape';

/**
 * A message about one thing, tinted by how grave it is. Its text must carry its own live region.
 */
export function Notice(props: { readonly level: Level; readonly children: ReactNode }) {
  return (
    <div className="notice" data-level={props.level}>
      <AlertShape level={props.level} />
      {props.children}
    </div>
  );
}

import type { ReactNode } from 'react';

/** The heading of a page or a pane. */
export function Title(props: { readonly className?: string; readonly children: ReactNode }) {
  return (
    <h2 className={`text-title font-semibold tracking-[-0.01em] ${props.className ?? ''}`}>
      {props.children}
    </h2>
  );
}

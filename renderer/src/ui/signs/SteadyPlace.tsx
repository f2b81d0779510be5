import type { ReactNode } from 'react';

/** A place as wide as the widest text that comes into it, so that nothing beside it moves. */
export function SteadyPlace(props: {
  /** All texts that may be there. */
  readonly texts: readonly string[];
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <span className={`steady-place ${props.className ?? ''}`} data-texts={props.texts.join('\n')}>
      {props.children}
    </span>
  );
}

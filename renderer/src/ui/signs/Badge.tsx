import type { ReactNode } from 'react';

/** A word about the thing beside it. */
export function Badge(props: {
  readonly size?: 'small' | 'medium';
  readonly title?: string | undefined;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const { size = 'small', title, className = '' } = props;
  return (
    <span className={`badge badge-${size} ${className}`} title={title}>
      {props.children}
    </span>
  );
}

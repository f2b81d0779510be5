import type { ReactNode } from 'react';
import { AlertShape } from '../signs/AlertShape';

/** A line that says what is wrong. Without a role it is announced by what it belongs to. */
export function ProblemLine(props: {
  readonly level?: 'warn' | 'danger';
  readonly role?: 'alert' | 'status';
  readonly id?: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const { level = 'danger', role, id, className = '', children } = props;
  const colour = level === 'danger' ? 'text-danger' : '';
  return (
    <p
      id={id}
      role={role}
      className={`flex items-baseline gap-2 select-text ${colour} ${className}`}
    >
      <AlertShape level={level} />
      <span className="min-w-0">{children}</span>
    </p>
  );
}

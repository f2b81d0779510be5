import type { ReactNode } from 'react';
import { Button } from '../buttons/Button';

/**
 * Stands where content would be and says why there is none: nothing yet, nothing that fits, or a
 * failure, which is an alert. `action` is the way out; it is not announced with the text.
 */
export function Placeholder(props: {
  readonly role?: 'status' | 'alert';
  readonly action?: { readonly text: string; readonly run: () => void };
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const { role, action, className = 'p-4' } = props;
  return (
    <div className={`flex flex-col items-start gap-3 ${className}`}>
      <p role={role} className={role === 'alert' ? 'select-text' : 'text-muted'}>
        {props.children}
      </p>
      {action !== undefined && (
        <Button size="small" onClick={action.run}>
          {action.text}
        </Button>
      )}
    </div>
  );
}

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../buttons/IconButton';

/** How a strip is dismissed. */
type Dismissal = { readonly label: string; readonly onDismiss: () => void };

type StripProps = {
  /** `live`: something is open that must not be forgotten. */
  readonly tone?: 'plain' | 'live' | 'danger';
  /**
   * How it is announced: `alert` at once, `status` when there is time, `none` where it stands in a
   * live region already. With a `label` it is a group of that name, and its text alone is
   * announced.
   */
  readonly role: 'alert' | 'status' | 'none';
  readonly label?: string;
  readonly icon: ReactNode;
  readonly children: ReactNode;
  /** What can be done about it. */
  readonly actions?: ReactNode;
  readonly dismissal?: Dismissal;
  readonly className?: string;
};

/** A row across a pane that says how things stand there. */
export function Strip(props: StripProps) {
  const { tone = 'plain', role, label, dismissal, className = '' } = props;
  const isGroup = label !== undefined;
  const announced = role === 'none' ? undefined : role;
  return (
    <div
      className={`strip strip-${tone} ${className}`}
      role={isGroup ? 'group' : announced}
      aria-label={label}
    >
      {props.icon}
      <span role={isGroup ? announced : undefined} className="strip-words select-text">
        {props.children}
      </span>
      {props.actions}
      {dismissal !== undefined && (
        <IconButton icon={X} label={dismissal.label} size="small" onClick={dismissal.onDismiss} />
      )}
    </div>
  );
}

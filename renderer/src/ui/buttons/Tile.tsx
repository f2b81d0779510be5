import { LoaderCircle, type LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';
import { blocking } from './blocking';
import { Hint } from './Hint';

export type TileProps = {
  readonly icon: LucideIcon;
  readonly label: string;
  /** The key that does the same; empty for none. */
  readonly shortcut: string;
  /** Why the tile does nothing now; empty when it does. */
  readonly reason: string;
  readonly pending: boolean;
  /** Whether it is on; left out for what is not switched. */
  readonly pressed?: boolean;
  /** A state that must not be overlooked. */
  readonly tone?: 'plain' | 'strong' | 'alarm';
} & Omit<ComponentPropsWithRef<'button'>, 'type' | 'disabled' | 'children' | 'className' | 'title'>;

/** What a hint says: what the control does and by which key, or why it does nothing. */
function hintOf({ label, shortcut, reason }: Pick<TileProps, 'label' | 'shortcut' | 'reason'>) {
  if (reason !== '') {
    return `${label}: ${reason}`;
  }
  return shortcut === '' ? label : `${label} (${shortcut})`;
}

/** A control in a row of equals: a picture over a word. Its reason is part of its name. */
export function Tile(props: TileProps) {
  const {
    icon,
    label,
    shortcut,
    reason,
    pending,
    pressed,
    tone = 'plain',
    onClick,
    ...rest
  } = props;
  const Icon = pending ? LoaderCircle : icon;
  return (
    <Hint text={hintOf({ label, shortcut, reason })} blocked={reason !== ''}>
      <button
        type="button"
        className="tile"
        data-tone={tone}
        aria-pressed={pressed}
        {...rest}
        {...blocking(reason !== '' || pending, onClick)}
      >
        <Icon size={16} className={pending ? 'spin' : ''} aria-hidden="true" />
        <span>{label}</span>
        {reason !== '' && <span className="sr-only">{reason}</span>}
      </button>
    </Hint>
  );
}

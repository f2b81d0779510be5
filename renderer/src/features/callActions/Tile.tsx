import { LoaderCircle, type LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';

/** A control of a call: a picture over a word. */
export type TileProps = {
  readonly icon: LucideIcon;
  readonly label: string;
  /** Key that does the same. */
  readonly shortcut: string;
  /**
   * Why it does nothing now; empty when it does. It stays in the order of Tab, so that the reason
   * can be read.
   */
  readonly reason: string;
  readonly pending: boolean;
  /** Whether it is on; left out for what is not switched. */
  readonly pressed?: boolean;
  /** A state that must not be overlooked. */
  readonly tone?: 'plain' | 'strong' | 'alarm';
} & Omit<ComponentPropsWithRef<'button'>, 'type' | 'disabled' | 'children' | 'className'>;

/** Draws one. */
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
  const blocked = reason !== '' || pending;
  return (
    <button
      type="button"
      className="tile"
      data-tone={tone}
      title={reason === '' ? `${label} (${shortcut})` : `${label}: ${reason}`}
      aria-pressed={pressed}
      aria-disabled={blocked}
      onClick={blocked ? undefined : onClick}
      {...rest}
    >
      <Icon size={16} className={pending ? 'spin' : ''} aria-hidden="true" />
      <span>{label}</span>
      {reason !== '' && <span className="sr-only">{reason}</span>}
    </button>
  );
}

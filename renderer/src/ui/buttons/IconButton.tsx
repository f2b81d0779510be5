import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';
import { blocking } from './blocking';
import { Hint } from './Hint';

const ICON_SIZE = { tiny: 14, small: 14, medium: 16, large: 16 } as const;

type IconButtonProps = {
  readonly icon: LucideIcon;
  /** Its accessible name, shown when it is pointed at. */
  readonly label: string;
  /** Shown in place of the label, e.g. with the key that does the same. */
  readonly hint?: string;
  readonly variant?: 'plain' | 'quiet';
  /** `tiny` (24 CSS pixels) is the smallest target that WCAG 2.5.8 allows. */
  readonly size?: keyof typeof ICON_SIZE;
  /** Why the button does nothing now, as that of a Button. */
  readonly reason?: string;
  /** The picture turns: what the button does is under way. */
  readonly turning?: boolean;
} & Omit<ComponentPropsWithRef<'button'>, 'children' | 'title' | 'aria-label'>;

/** A button with a picture alone. One that is switched says so by `aria-pressed`. */
export function IconButton({
  icon: Icon,
  label,
  hint = label,
  variant = 'quiet',
  size = 'medium',
  turning = false,
  reason,
  className = '',
  onClick,
  'aria-disabled': disabled = false,
  ...rest
}: IconButtonProps) {
  const blocked = reason !== undefined && reason !== '';
  const button = (
    <button
      type="button"
      className={`btn btn-${variant} btn-icon btn-${size} ${className}`}
      aria-label={label}
      title={blocked ? undefined : hint}
      aria-description={blocked ? reason : undefined}
      {...rest}
      {...blocking(blocked || disabled === true, onClick)}
    >
      <Icon size={ICON_SIZE[size]} className={turning ? 'spin' : ''} aria-hidden="true" />
    </button>
  );
  return reason === undefined ? (
    button
  ) : (
    <Hint text={reason} blocked={blocked}>
      {button}
    </Hint>
  );
}

import { LoaderCircle, type LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';
import { blocking } from './blocking';
import { Hint } from './Hint';

/** Sizes of the picture beside the words, CSS pixels. */
const ICON_SIZE = { tiny: 12, small: 14, medium: 14, large: 16 } as const;

export type ButtonProps = {
  /** `floating`: over other content. */
  readonly variant?: 'plain' | 'primary' | 'danger' | 'quiet' | 'floating' | undefined;
  /** `tiny` (24 CSS pixels) is the smallest target that WCAG 2.5.8 allows. */
  readonly size?: keyof typeof ICON_SIZE;
  readonly icon?: LucideIcon;
  /** What the button does is under way: another press does nothing. */
  readonly pending?: boolean;
  /**
   * Why the button does nothing now; empty when it does. It is shown to those who point at the
   * button, lead the focus to it, or touch it. A button that may have one always passes it: given
   * or left out, it is another element, and the focus would be lost.
   */
  readonly reason?: string;
} & ComponentPropsWithRef<'button'>;

/**
 * A button with words. `pending` and `reason` block it and leave it the focus; `disabled` is for
 * what cannot be reached at all. `className` is for its place among its neighbours, not for its
 * look.
 */
export function Button({
  variant = 'plain',
  size = 'medium',
  icon,
  pending = false,
  reason,
  className = '',
  title,
  onClick,
  children,
  ...rest
}: ButtonProps) {
  const Icon = pending && icon !== undefined ? LoaderCircle : icon;
  const blocked = reason !== undefined && reason !== '';
  const button = (
    <button
      type="button"
      className={`btn btn-${variant} btn-${size} ${className}`}
      title={blocked ? undefined : title}
      aria-description={blocked ? reason : undefined}
      {...rest}
      {...blocking(pending || blocked, onClick)}
    >
      {Icon !== undefined && (
        <Icon size={ICON_SIZE[size]} className={pending ? 'spin' : ''} aria-hidden="true" />
      )}
      {children}
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

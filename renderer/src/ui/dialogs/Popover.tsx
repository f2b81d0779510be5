import { Popover as Radix } from 'radix-ui';
import type { ComponentProps, KeyboardEvent, ReactElement, ReactNode, RefObject } from 'react';

type ContentProps = ComponentProps<typeof Radix.Content>;

type PopoverProps = {
  /** The control it hangs from: a Button, an IconButton or a Tile. */
  readonly trigger: ReactElement;
  /** Where it hangs instead of at the trigger, as an element beside the trigger. */
  readonly anchor?: ReactElement;
  /** Left out together with `onOpenChange`, it opens and closes by itself. */
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  /** What gets the focus first; the first thing inside when left out. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
  readonly children: ReactNode;
} & Pick<
  ContentProps,
  | 'role'
  | 'side'
  | 'align'
  | 'sideOffset'
  | 'className'
  | `aria-${'label' | 'labelledby' | 'describedby'}`
>;

const STOPS = ['button', 'input', 'select', 'textarea'].map((tag) => `${tag}:enabled`).join();

/**
 * Tab at the end leads to the beginning, and back. Radix sees to that but for a group of radio
 * buttons: Tab leaves it by the one that is chosen, which need not be at the end.
 */
function keepTabInside(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Tab') {
    return;
  }
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(STOPS)].filter(
    (stop) => stop === event.target || !(stop instanceof HTMLInputElement && isUnchosen(stop)),
  );
  const edge = event.shiftKey ? 0 : stops.length - 1;
  if (stops[edge] === event.target) {
    event.preventDefault();
    stops[stops.length - 1 - edge]?.focus();
  }
}

function isUnchosen({ type, checked }: HTMLInputElement): boolean {
  return type === 'radio' && !checked;
}

/**
 * Something that hangs from a control while it is used. It takes the focus and gives it back, and
 * Escape closes it. It needs a name: `aria-label` or `aria-labelledby`.
 */
export function Popover(props: PopoverProps) {
  const { trigger, anchor, open, onOpenChange, initialFocus, className = '', ...content } = props;
  return (
    <Radix.Root {...(open === undefined ? {} : { open })} onOpenChange={onOpenChange}>
      {anchor === undefined ? (
        <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      ) : (
        <div className="relative">
          <Radix.Trigger asChild>{trigger}</Radix.Trigger>
          {/* After the trigger: the last of the two to mount is the anchor. */}
          <Radix.Anchor asChild>{anchor}</Radix.Anchor>
        </div>
      )}
      <Radix.Portal>
        <Radix.Content
          sideOffset={8}
          collisionPadding={12}
          {...content}
          className={`pop ${className}`}
          onKeyDown={keepTabInside}
          onOpenAutoFocus={(event) => {
            if (initialFocus !== undefined) {
              event.preventDefault();
              initialFocus.current?.focus();
            }
          }}
        />
      </Radix.Portal>
    </Radix.Root>
  );
}

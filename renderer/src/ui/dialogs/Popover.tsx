import { Popover as Radix } from 'radix-ui';
import type { ComponentProps, ReactElement, ReactNode, RefObject } from 'react';

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
  /**
   * Holds the focus. For a group of radio buttons at its end: Tab leaves such a group by the one
   * that is chosen, which need not be the last.
   */
  readonly modal?: boolean;
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

/**
 * Something that hangs from a control while it is used. It takes the focus and gives it back, and
 * Escape closes it. It needs a name: `aria-label` or `aria-labelledby`.
 */
export function Popover(props: PopoverProps) {
  const { trigger, anchor, open, onOpenChange, initialFocus, modal, className = '', ...content } =
    props;
  return (
    <Radix.Root
      {...(open === undefined ? {} : { open })}
      {...(modal === undefined ? {} : { modal })}
      onOpenChange={onOpenChange}
    >
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

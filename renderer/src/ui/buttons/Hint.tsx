import { Tooltip } from 'radix-ui';
import { type ReactElement, type ReactNode, useState } from 'react';

/** How long a control is pointed at before its hint appears, ms. */
const DELAY_MS = 400;

/**
 * A hint at a control, for those who point at it, lead the focus to it, or touch it while it is
 * blocked: a `title` reaches the first of them alone.
 */
export function Hint(props: {
  /** The control: it takes what a trigger of Radix is given. */
  readonly children: ReactElement;
  /** Empty: there is no hint. */
  readonly text: ReactNode;
  /** The control does nothing now, so a touch of it asks why. */
  readonly blocked: boolean;
}) {
  const { children, text, blocked } = props;
  const [open, setOpen] = useState(false);
  return (
    <Tooltip.Provider delayDuration={DELAY_MS}>
      <Tooltip.Root open={open && text !== ''} onOpenChange={setOpen}>
        <Tooltip.Trigger
          asChild
          onClick={(event) => {
            if (blocked) {
              // Radix would close it, because most clicks do something else.
              event.preventDefault();
              setOpen(true);
            }
          }}
        >
          {children}
        </Tooltip.Trigger>
        <Tooltip.Portal>
          <Tooltip.Content className="hint" sideOffset={6} collisionPadding={8}>
            {text}
          </Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  );
}

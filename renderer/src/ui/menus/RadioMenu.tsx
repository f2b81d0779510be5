import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ComponentProps, ReactElement } from 'react';
import type { Choice } from '../fields/Select';

type RadioMenuProps<T extends string> = {
  /** The control it hangs from: a Button, an IconButton or a Tile. */
  readonly trigger: ReactElement;
  /** What is chosen, as a line above the choices. */
  readonly heading?: string;
  readonly value: T;
  readonly choices: readonly (Choice<T> & { readonly hint?: string })[];
  /** Called for another value than the one in force. */
  readonly onChange: (value: T) => void;
  /** Left out together with `onOpenChange`, it opens and closes by itself. */
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
} & Pick<
  ComponentProps<typeof DropdownMenu.Content>,
  'side' | 'align' | 'sideOffset' | 'className'
>;

/** A menu of which one choice is in force. */
export function RadioMenu<T extends string>(props: RadioMenuProps<T>) {
  const { trigger, heading, value, choices, onChange, open, onOpenChange } = props;
  const { className = '', side, align, sideOffset = 8 } = props;
  const change = (next: string): void => {
    const chosen = choices.find((each) => each.value === next);
    if (chosen !== undefined && chosen.value !== value) {
      onChange(chosen.value);
    }
  };
  return (
    <DropdownMenu.Root
      modal={false}
      {...(open === undefined ? {} : { open })}
      onOpenChange={onOpenChange}
    >
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          {...{ side, align, sideOffset }}
          className={`pop p-1 ${className}`}
          collisionPadding={12}
        >
          {heading !== undefined && (
            <DropdownMenu.Label className="px-3 pt-2 pb-1 text-meta text-muted">
              {heading}
            </DropdownMenu.Label>
          )}
          <DropdownMenu.RadioGroup value={value} onValueChange={change}>
            {choices.map((choice) => (
              <DropdownMenu.RadioItem key={choice.value} value={choice.value} className="menu-item">
                <span className="w-4 pt-[3px]">
                  <DropdownMenu.ItemIndicator>
                    <Check size={14} aria-hidden="true" />
                  </DropdownMenu.ItemIndicator>
                </span>
                <span>
                  <span className="block">{choice.text}</span>
                  {choice.hint !== undefined && (
                    <span className="block text-meta text-muted">{choice.hint}</span>
                  )}
                </span>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

import { DropdownMenu } from 'radix-ui';
import type { ReactElement } from 'react';

export type MenuItem = { readonly text: string; readonly onSelect: () => void };

/** A menu of things that can be done. */
export function Menu(props: {
  /** The control it hangs from: a Button or an IconButton. */
  readonly trigger: ReactElement;
  readonly items: readonly MenuItem[];
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{props.trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="pop min-w-44 p-1" align="end" sideOffset={4}>
          {props.items.map(({ text, onSelect }) => (
            <DropdownMenu.Item key={text} className="menu-item" onSelect={onSelect}>
              {text}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

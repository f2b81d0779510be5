import { Toolbar as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';

/** A row of controls that is one stop of Tab; arrows lead from one to the next. */
export function Toolbar(props: {
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <Radix.Root aria-label={props.label} className={props.className}>
      {props.children}
    </Radix.Root>
  );
}

/** The place of a control in a toolbar. Others may lie around it, e.g. the trigger of a popover. */
export function InToolbar({ children, ...rest }: { readonly children: ReactElement }) {
  return (
    <Radix.Button asChild {...rest}>
      {children}
    </Radix.Button>
  );
}

import type { ComponentPropsWithRef } from 'react';

type CheckProps = {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
} & Omit<ComponentPropsWithRef<'input'>, 'type' | 'className' | 'checked' | 'onChange'>;

/** On or off. It needs a label: that of a field, or `aria-label`. */
export function Check({ onChange, ...rest }: CheckProps) {
  return (
    <input
      type="checkbox"
      className="check"
      {...rest}
      onChange={(event) => {
        onChange(event.target.checked);
      }}
    />
  );
}

import type { ComponentPropsWithRef } from 'react';

/** A value to choose, and how it is called. */
export type Choice<T extends string> = { readonly value: T; readonly text: string };

export type SelectProps<T extends string> = {
  readonly value: T;
  readonly choices: readonly Choice<T>[];
  readonly onChange: (value: T) => void;
} & Omit<ComponentPropsWithRef<'select'>, 'value' | 'onChange' | 'children'>;

/** One of a few. It needs a label: that of a Field, or `aria-label`. */
export function Select<T extends string>(props: SelectProps<T>) {
  const { choices, onChange, className = '', ...rest } = props;
  return (
    <select
      className={`field ${className}`}
      {...rest}
      onChange={(event) => {
        const chosen = choices.find(({ value }) => value === event.target.value);
        if (chosen !== undefined) {
          onChange(chosen.value);
        }
      }}
    >
      {choices.map(({ value, text }) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
}

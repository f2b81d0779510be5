import type { ComponentPropsWithRef } from 'react';

export type TextInputProps = {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Numbers, addresses and the like: in equally wide letters. */
  readonly code?: boolean | undefined;
} & Omit<ComponentPropsWithRef<'input'>, 'value' | 'onChange'>;

/** A line of text. It needs a label: that of a Field, or `aria-label`. */
export function TextInput({ onChange, code = false, className = '', ...rest }: TextInputProps) {
  return (
    <input
      type="text"
      className={`field ${code ? 'font-mono text-meta' : ''} ${className}`}
      autoComplete="off"
      spellCheck={false}
      dir={code ? undefined : 'auto'}
      {...rest}
      onChange={(event) => {
        onChange(event.target.value);
      }}
    />
  );
}

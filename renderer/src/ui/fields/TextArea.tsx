import type { ComponentPropsWithRef } from 'react';

export type TextAreaProps = {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly code?: boolean | undefined;
} & Omit<ComponentPropsWithRef<'textarea'>, 'value' | 'onChange'>;

/** Several lines of text. It needs a label: that of a Field, or `aria-label`. */
export function TextArea({ onChange, code = false, className = '', ...rest }: TextAreaProps) {
  return (
    <textarea
      className={`field field-area ${code ? 'font-mono text-meta' : ''} ${className}`}
      spellCheck={!code}
      dir={code ? undefined : 'auto'}
      {...rest}
      onChange={(event) => {
        onChange(event.target.value);
      }}
    />
  );
}

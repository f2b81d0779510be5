import { Field, type FieldProps } from './Field';
import { TextArea, type TextAreaProps } from './TextArea';

export type AreaFieldProps = FieldProps & TextAreaProps;

/** Several lines of text with their label, hint and error. */
export function AreaField({ label, labelLook, hint, error, ...area }: AreaFieldProps) {
  return (
    <Field {...{ label, labelLook, hint, error }}>
      {(wiring) => <TextArea {...area} {...wiring} />}
    </Field>
  );
}

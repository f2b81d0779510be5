import { Field, type FieldProps } from './Field';
import { Select, type SelectProps } from './Select';

export type SelectFieldProps<T extends string> = FieldProps & SelectProps<T>;

/** One of a few, with its label, its hint and its error. */
export function SelectField<T extends string>(props: SelectFieldProps<T>) {
  const { label, labelLook, hint, error, ...select } = props;
  return (
    <Field {...{ label, labelLook, hint, error }}>
      {(wiring) => <Select<T> {...select} {...wiring} />}
    </Field>
  );
}

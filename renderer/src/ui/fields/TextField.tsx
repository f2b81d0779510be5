import { Field, type FieldProps } from './Field';
import { TextInput, type TextInputProps } from './TextInput';

export type TextFieldProps = FieldProps & { readonly unit?: string } & TextInputProps;

/** A line of text with its label, its unit, its hint and its error. */
export function TextField({ label, labelLook, hint, error, unit, ...input }: TextFieldProps) {
  return (
    <Field {...{ label, labelLook, hint, error }}>
      {(wiring) => (
        <div className="flex items-center gap-2">
          <TextInput {...input} {...wiring} />
          {unit !== undefined && <span className="shrink-0 text-muted">{unit}</span>}
        </div>
      )}
    </Field>
  );
}

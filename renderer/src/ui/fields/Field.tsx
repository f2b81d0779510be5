import { type ReactNode, useId } from 'react';
import { FieldError } from './FieldError';
import { type ControlWiring, fieldWiring, hintIdOf } from './fieldWiring';

const LABEL_LOOKS = {
  muted: 'text-muted',
  small: 'text-meta text-muted',
  strong: 'font-medium',
  /** Where the head of a column says it for the eye. */
  hidden: 'sr-only',
} as const;

export type FieldProps = {
  readonly label: string;
  readonly labelLook?: keyof typeof LABEL_LOOKS | undefined;
  /** What the value means, under the control. */
  readonly hint?: string | undefined;
  /** What is wrong with the value; empty for nothing. */
  readonly error?: string | undefined;
};

/**
 * A control with its label, its hint and its error. The control must take the props of its wiring.
 */
export function Field({
  label,
  labelLook = 'muted',
  hint,
  error = '',
  children,
}: FieldProps & { readonly children: (wiring: ControlWiring) => ReactNode }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className={`mb-1 block ${LABEL_LOOKS[labelLook]}`}>
        {label}
      </label>
      {children(fieldWiring(id, hint !== undefined, error !== ''))}
      {hint !== undefined && (
        <p id={hintIdOf(id)} className="mt-1 max-w-[72ch] text-meta text-faint">
          {hint}
        </p>
      )}
      <FieldError controlId={id} text={error} />
    </div>
  );
}

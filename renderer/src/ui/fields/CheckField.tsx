import { useId } from 'react';
import { Check } from './Check';
import { hintIdOf } from './fieldWiring';

/** On or off, with what it means. */
export function CheckField(props: {
  readonly label: string;
  readonly hint: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5">
      <Check
        id={id}
        checked={props.checked}
        aria-describedby={hintIdOf(id)}
        onChange={props.onChange}
      />
      <div>
        <label htmlFor={id} className="font-medium">
          {props.label}
        </label>
        <p id={hintIdOf(id)} className="text-meta text-faint">
          {props.hint}
        </p>
      </div>
    </div>
  );
}

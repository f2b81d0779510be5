/** Fields of the profile form: each with its label, what it means, and what is wrong with it. */
import { type ReactNode, useId } from 'react';
import type { ProfileProblem } from '#model/profile';
import { AlertShape } from '../../ui/shapes';
import { useProfilesStore } from './profilesStore';

/** What all fields take. */
type FieldProps = {
  readonly label: string;
  readonly hint?: string;
  /** Place in the profile, as problems name it: `vad.speechSeconds`. */
  readonly path: string;
};

/** What the element that is typed into or chosen from gets. */
type ControlProps = {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
};

const NO_PROBLEMS: readonly ProfileProblem[] = [];

/** What is wrong at a place in the profile, or inside of it. */
export function useProblems(path: string, inside: 'with-parts' | 'itself' = 'with-parts'): string {
  const problems = useProfilesStore(({ save }) =>
    save.state === 'invalid' ? save.problems : NO_PROBLEMS,
  );
  return problems
    .filter(
      (problem) =>
        problem.path === path || (inside === 'with-parts' && problem.path.startsWith(`${path}.`)),
    )
    .map(({ message }) => message)
    .join(' ');
}

/** Problems go on after the name of their place; alone they begin like a sentence. */
function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** The line that says what is wrong. */
export function ProblemLine({ id, text }: { readonly id?: string; readonly text: string }) {
  return text === '' ? null : (
    <p id={id} className="mt-1 flex items-baseline gap-2 text-danger select-text">
      <AlertShape level="danger" />
      {sentence(text)}
    </p>
  );
}

function Field(props: FieldProps & { readonly children: (control: ControlProps) => ReactNode }) {
  const id = useId();
  const problem = useProblems(props.path);
  const described = [
    ...(props.hint === undefined ? [] : [`${id}-hint`]),
    ...(problem === '' ? [] : [`${id}-problem`]),
  ];
  return (
    <div>
      <label htmlFor={id} className="mb-1 block font-medium">
        {props.label}
      </label>
      {props.children({
        id,
        'aria-describedby': described.length === 0 ? undefined : described.join(' '),
        'aria-invalid': problem !== '',
      })}
      {props.hint !== undefined && (
        <p id={`${id}-hint`} className="mt-1 max-w-[72ch] text-meta text-faint">
          {props.hint}
        </p>
      )}
      <ProblemLine id={`${id}-problem`} text={problem} />
    </div>
  );
}

/** A line of text. */
export function TextField(
  props: FieldProps & {
    readonly value: string;
    readonly onChange: (value: string) => void;
    readonly placeholder?: string;
    readonly unit?: string;
    readonly disabled?: boolean;
    readonly code?: boolean;
  },
) {
  return (
    <Field {...props}>
      {(control) => (
        <div className="flex items-center gap-2">
          <input
            {...control}
            type="text"
            className={`field ${props.code === true ? 'font-mono text-meta' : ''}`}
            autoComplete="off"
            spellCheck={false}
            value={props.value}
            placeholder={props.placeholder}
            disabled={props.disabled}
            onChange={(event) => {
              props.onChange(event.target.value);
            }}
          />
          {props.unit !== undefined && <span className="shrink-0 text-muted">{props.unit}</span>}
        </div>
      )}
    </Field>
  );
}

/** Several lines of text. */
export function AreaField(
  props: FieldProps & {
    readonly value: string;
    readonly onChange: (value: string) => void;
    readonly rows: number;
    readonly placeholder?: string;
    readonly code?: boolean;
  },
) {
  return (
    <Field {...props}>
      {(control) => (
        <textarea
          {...control}
          className={`field profile-area ${props.code === true ? 'font-mono text-meta' : ''}`}
          rows={props.rows}
          spellCheck={props.code !== true}
          value={props.value}
          placeholder={props.placeholder}
          onChange={(event) => {
            props.onChange(event.target.value);
          }}
        />
      )}
    </Field>
  );
}

/** One of few. */
export function ChoiceField<T extends string>(
  props: FieldProps & {
    readonly value: T;
    readonly choices: readonly (readonly [value: T, text: string])[];
    readonly onChange: (value: T) => void;
  },
) {
  return (
    <Field {...props}>
      {(control) => (
        <select
          {...control}
          className="field"
          value={props.value}
          onChange={(event) => {
            const chosen = props.choices.find(([value]) => value === event.target.value);
            if (chosen !== undefined) {
              props.onChange(chosen[0]);
            }
          }}
        >
          {props.choices.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** On or off. */
export function CheckField(props: {
  readonly label: string;
  readonly hint: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5">
      <input
        id={id}
        type="checkbox"
        className="profile-check"
        checked={props.checked}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          props.onChange(event.target.checked);
        }}
      />
      <div>
        <label htmlFor={id} className="font-medium">
          {props.label}
        </label>
        <p id={`${id}-hint`} className="text-meta text-faint">
          {props.hint}
        </p>
      </div>
    </div>
  );
}

/** Fields that belong together, under a heading. */
export function FieldGroup(props: {
  readonly title: string;
  readonly about?: string;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="profile-group">
      <div>
        <h3 id={id} className="font-semibold">
          {props.title}
        </h3>
        {props.about !== undefined && <p className="mt-1 text-muted">{props.about}</p>}
      </div>
      <div className="flex min-w-0 flex-col gap-4">{props.children}</div>
    </section>
  );
}

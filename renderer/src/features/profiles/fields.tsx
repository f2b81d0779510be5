/** Fields of the profile form: each shows what is wrong at its place in the profile. */
import { type ReactNode, useId } from 'react';
import type { PlacedProblem } from '#model/phrases/phrase';
import { AreaField, type AreaFieldProps } from '../../ui/fields/AreaField';
import { SelectField, type SelectFieldProps } from '../../ui/fields/SelectField';
import { TextField, type TextFieldProps } from '../../ui/fields/TextField';
import { problemText } from '../form';
import { useProfilesStore } from './profilesStore';

/** Place in the profile, as problems name it: `vad.speechSeconds`. */
type AtPlace = { readonly path: string };

const NO_PROBLEMS: readonly PlacedProblem[] = [];

/** What is wrong at a place in the profile, or inside of it, as sentences; empty for nothing. */
export function useProblems(path: string, inside: 'with-parts' | 'itself' = 'with-parts'): string {
  const problems = useProfilesStore(({ save }) =>
    save.state === 'invalid' ? save.problems : NO_PROBLEMS,
  );
  return problemText(problems, path, inside);
}

export function ProfileText({ path, ...field }: AtPlace & TextFieldProps) {
  return <TextField labelLook="strong" error={useProblems(path)} {...field} />;
}

export function ProfileArea({ path, ...field }: AtPlace & AreaFieldProps) {
  return <AreaField labelLook="strong" error={useProblems(path)} {...field} />;
}

export function ProfileChoice<T extends string>(props: AtPlace & SelectFieldProps<T>) {
  const { path, ...field } = props;
  return <SelectField<T> labelLook="strong" error={useProblems(path)} {...field} />;
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

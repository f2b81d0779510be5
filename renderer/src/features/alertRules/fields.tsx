/** Fields of the form: each shows what is wrong at its place in the rules. */
import { AreaField, type AreaFieldProps } from '../../ui/fields/AreaField';
import { TextField, type TextFieldProps } from '../../ui/fields/TextField';
import { problemText } from '../form';
import { useRulesStore } from './rulesStore';

/** Place in the rules, as problems name it: `signals.slow-answer.warnAt`. */
type AtPlace = { readonly path: string };

/** What is wrong at a place in the rules, as sentences; empty for nothing. */
export function useProblem(path: string, inside?: 'itself'): string {
  const problems = useRulesStore((state) => state.problems);
  return problemText(problems, path, inside);
}

export function RuleText({ path, ...field }: AtPlace & TextFieldProps) {
  return <TextField labelLook="strong" error={useProblem(path)} {...field} />;
}

export function RuleArea({ path, ...field }: AtPlace & AreaFieldProps) {
  return <AreaField labelLook="strong" error={useProblem(path)} {...field} />;
}

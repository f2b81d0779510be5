/** What a profile says of summaries, as it stands in the form. */
import type { ProfileSummary, SummaryField } from '#model/summary';
import { linesOf, newKey, type Row } from '../form';

export type SummaryFieldForm = Row<
  Omit<SummaryField, 'choices'> & {
    /** One a line. */
    readonly choices: string;
  }
>;

export type SummaryForm = {
  readonly on: boolean;
  /** One a line. */
  readonly outcomes: string;
  readonly fields: readonly SummaryFieldForm[];
};

export const NO_SUMMARY: SummaryForm = { on: false, outcomes: '', fields: [] };

export function newSummaryField(): SummaryFieldForm {
  return { key: newKey(), name: '', type: 'text', description: '', choices: '', required: false };
}

export function summaryFormOf({ on, outcomes, fields }: ProfileSummary): SummaryForm {
  return {
    on,
    outcomes: outcomes.join('\n'),
    fields: fields.map((field) => ({
      ...field,
      key: newKey(),
      choices: field.choices.join('\n'),
    })),
  };
}

export function summaryDraft({ on, outcomes, fields }: SummaryForm) {
  return {
    on,
    outcomes: linesOf(outcomes),
    fields: fields.map(({ key: _key, choices, ...field }) => ({
      ...field,
      choices: field.type === 'choice' ? linesOf(choices) : [],
    })),
  };
}

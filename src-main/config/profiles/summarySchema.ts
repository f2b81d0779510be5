/** Schema of what a profile wants to know of its calls after their end. */
import { z } from 'zod';
import { issueMessage, saying } from '#main/util/issuePhrase';
import {
  MAX_OUTCOME_CHARS,
  MAX_OUTCOMES,
  MAX_SUMMARY_CHOICES,
  MAX_SUMMARY_FIELDS,
} from '#model/limits';
import { phrase } from '#model/phrases/phrase';
import { type ProfileSummary, SUMMARY_FIELD_TYPES, type SummaryField } from '#model/summary';
import { trimmed } from './profileTexts';

const label = trimmed(1, MAX_OUTCOME_CHARS);

const field = z
  .strictObject({
    name: z
      .string()
      .trim()
      .regex(/^[A-Za-z_]\w{0,63}$/, saying(phrase('profile.tool-name'))),
    type: z.enum(SUMMARY_FIELD_TYPES).default('text'),
    description: trimmed(0, 500).default(''),
    choices: z.array(label).max(MAX_SUMMARY_CHOICES).readonly().default([]),
    required: z.boolean().default(false),
  })
  .superRefine(({ type, choices }, context) => {
    if ((type === 'choice') !== choices.length > 0) {
      const said = type === 'choice' ? 'profile.no-choices' : 'profile.choices-without-choice';
      context.addIssue({
        code: 'custom',
        path: ['choices'],
        message: issueMessage(phrase(said)),
      });
    }
  }) satisfies z.ZodType<SummaryField>;

const fields = z
  .array(field)
  .max(MAX_SUMMARY_FIELDS, saying(phrase('profile.too-many-fields', { max: MAX_SUMMARY_FIELDS })))
  .readonly()
  .superRefine((all, context) => {
    for (const [index, { name }] of all.entries()) {
      if (all.findIndex((each) => each.name === name) !== index) {
        context.addIssue({
          code: 'custom',
          path: [index, 'name'],
          message: issueMessage(phrase('profile.field-name-taken')),
        });
      }
    }
  });

export const summarySchema = z.strictObject({
  on: z.boolean().default(false),
  outcomes: z
    .array(label)
    .max(MAX_OUTCOMES, saying(phrase('profile.too-many-outcomes', { max: MAX_OUTCOMES })))
    .readonly()
    .default([]),
  fields: fields.default([]),
}) satisfies z.ZodType<ProfileSummary>;

/** Nothing is sent anywhere after the call. */
export const NO_SUMMARY: ProfileSummary = { on: false, outcomes: [], fields: [] };

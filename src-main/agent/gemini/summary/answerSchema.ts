/** What the text model is asked to answer, and how its answer is read. */
import { z } from 'zod';
import { jsonIn } from '#main/util/json';
import type { ProfileSummary, SummaryContent, SummaryField, SummaryValue } from '#model/summary';

/** Longest texts that are kept of an answer, characters, and most follow-ups. */
const MAX_TEXT_CHARS = 4_000;
const MAX_ITEM_CHARS = 500;
const MAX_FOLLOW_UPS = 20;

/** JSON Schema of the answer (Gemini API, "Structured outputs"). */
export function answerSchema({ outcomes, fields }: ProfileSummary): Record<string, unknown> {
  const required = fields.filter((field) => field.required).map(({ name }) => name);
  return {
    type: 'object',
    properties: {
      summary: { type: 'string', description: 'What the call was about and what came of it.' },
      ...(outcomes.length === 0
        ? {}
        : {
            outcome: {
              type: 'string',
              enum: outcomes,
              description: 'What the call came to. Leave it out when none of them fits.',
            },
          }),
      followUps: {
        type: 'array',
        items: { type: 'string' },
        description: 'What somebody has promised or has to do after the call. Often empty.',
      },
      ...(fields.length === 0
        ? {}
        : {
            fields: {
              type: 'object',
              description: 'Leave out what was not said in the call.',
              properties: Object.fromEntries(fields.map((field) => [field.name, typeOf(field)])),
              required,
            },
          }),
    },
    required: ['summary', 'followUps', ...(required.length === 0 ? [] : ['fields'])],
  };
}

function typeOf({ type, description, choices }: SummaryField): Record<string, unknown> {
  const about = description === '' ? {} : { description };
  switch (type) {
    case 'choice':
      return { type: 'string', enum: choices, ...about };
    case 'date':
      return { type: 'string', format: 'date', ...about };
    case 'text':
      return { type: 'string', ...about };
    default:
      return { type, ...about };
  }
}

const shortText = z
  .string()
  .trim()
  .transform((text) => text.slice(0, MAX_ITEM_CHARS));

const answer = z.object({
  summary: z
    .string()
    .trim()
    .min(1)
    .transform((text) => text.slice(0, MAX_TEXT_CHARS)),
  outcome: z.unknown().optional(),
  followUps: z.array(shortText).catch([]),
  fields: z.record(z.string(), z.unknown()).catch({}),
});

/**
 * Reads an answer; null when it is none. What is wrong in a part that can be missing is left out: a
 * summary without it is worth more than none.
 */
export function readAnswer(text: string, plan: ProfileSummary): SummaryContent | null {
  const parsed = answer.safeParse(jsonIn(text));
  if (!parsed.success) {
    return null;
  }
  const { summary, outcome, followUps, fields } = parsed.data;
  return {
    text: summary,
    outcome: plan.outcomes.find((each) => each === outcome) ?? null,
    followUps: followUps.filter((each) => each !== '').slice(0, MAX_FOLLOW_UPS),
    fields: Object.fromEntries(
      plan.fields.map((field) => [field.name, valueOf(field, fields[field.name])]),
    ),
  };
}

function valueOf(field: SummaryField, given: unknown): SummaryValue {
  const read = valueSchema(field).safeParse(given);
  return read.success ? read.data : null;
}

function valueSchema({ type, choices }: SummaryField): z.ZodType<SummaryValue> {
  switch (type) {
    case 'text':
      return shortText.pipe(z.string().min(1));
    case 'number':
      return z.number();
    case 'boolean':
      return z.boolean();
    case 'choice':
      return z.string().refine((text) => choices.includes(text));
    case 'date':
      return z.iso.date();
  }
}

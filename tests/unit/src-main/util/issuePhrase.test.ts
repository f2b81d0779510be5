import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { issueMessage, phraseOfIssue, saying } from '#main/util/issuePhrase';
import { phrase } from '#model/phrases/phrase';

const WHY = phrase('webhook-urls.wrong', { number: 2, why: phrase('webhook-urls.no-address') });

function saidOf(schema: z.ZodType, value: unknown) {
  return schema.safeParse(value).error?.issues.map(({ message }) => phraseOfIssue(message));
}

describe('what a check of zod says', () => {
  it('is the phrase that it was given, with all its parameters', () => {
    expect(saidOf(z.string(saying(WHY)).min(3, saying(WHY)), 'x')).toEqual([WHY]);
    const custom = z.string().superRefine((_text, context) => {
      context.addIssue({ code: 'custom', message: issueMessage(WHY) });
    });
    expect(saidOf(custom, 'x')).toEqual([WHY]);
  });

  it("is zod's own words where it was given none, whatever they look like", () => {
    const text = 'Invalid input: expected boolean, received string';
    expect(saidOf(z.boolean(), 'x')).toEqual([phrase('text', { text })]);
    for (const message of ['7', 'null', '{"code":"no.such-code","params":{}}']) {
      expect(phraseOfIssue(message)).toEqual(phrase('text', { text: message }));
    }
  });
});

/**
 * The allowed forms of a text: in words for people, and as a schema that checks it. Both are made
 * together here, so that they cannot disagree.
 */
import { z } from 'zod';
import { checkPlaces } from '#main/rules/placeholders';
import { issueMessage } from '#main/util/issuePhrase';
import type { Result } from '#main/util/result';
import { type Phrase, phrase } from '#model/phrases/phrase';

export type TextForm = {
  /** Completes "must be ...". */
  readonly words: Phrase;
  /** Parses a text, which is never empty. A phrase of its own replaces "must be <words>". */
  readonly schema: z.ZodType<string, string>;
};

/** Longest text of a form without a stated length: far longer than any sensible value. */
const ANY_LENGTH = 2_000;

/** Any text that is not absurdly long. */
export function anyText(words: Phrase): TextForm {
  return { words, schema: z.string().trim().max(ANY_LENGTH) };
}

const ANYTHING = /^/;

/** A text with a stated longest length. */
export function boundedText(words: Phrase, maxLength: number, pattern = ANYTHING): TextForm {
  return {
    words: phrase('form.up-to-characters', { form: words, max: maxLength }),
    schema: z.string().trim().max(maxLength).regex(pattern),
  };
}

/** A text that follows a pattern; `maxLength` only excludes absurd ones. */
export function patternText(words: Phrase, pattern: RegExp, maxLength = ANY_LENGTH): TextForm {
  return { words, schema: z.string().trim().max(maxLength).regex(pattern) };
}

/** A text that one of our parsers accepts; the parser's phrase becomes that of the setting. */
export function parsedText(words: Phrase, parse: (text: string) => Result<unknown>): TextForm {
  return {
    words,
    schema: z
      .string()
      .trim()
      .max(4_000)
      .superRefine((text, context) => {
        const parsed = parse(text);
        if (!parsed.ok) {
          context.addIssue({ code: 'custom', message: issueMessage(parsed.error.phrase) });
        }
      }),
  };
}

/** A form whose text may hold the placeholders of calls, and no others. */
export function withPlaceholders({ words, schema }: TextForm): TextForm {
  return {
    words,
    schema: schema.superRefine((text, context) => {
      const checked = checkPlaces(text);
      if (!checked.ok) {
        context.addIssue({ code: 'custom', message: issueMessage(checked.error.phrase) });
      }
    }),
  };
}

/** A secret. Control characters come from a clumsy paste and make HTTP headers invalid. */
export function secretText(words: Phrase): TextForm {
  return patternText(words, /^\P{Cc}*$/u, 1_000);
}

/** A host, without scheme and port. */
export const HOST = patternText(phrase('form.host'), /^[\w.:%-]+$/, 253);

/** A name that is valid in a dialplan, as a section of a configuration file and in a query. */
export const NAME = patternText(phrase('form.name'), /^[\w.-]+$/, 80);

/** A user name for HTTP Basic authentication, without a colon (RFC 7617, section 2). */
export const USER = patternText(phrase('form.without-colon'), /^[^:\p{Cc}]+$/u, 200);

/** An address that paths can be appended to: a `/` at the end is removed. */
export const HTTP_URL: TextForm = {
  words: phrase('form.http-url'),
  schema: z
    .string()
    .trim()
    .refine((text) => {
      if (!URL.canParse(text)) {
        return false;
      }
      const url = new URL(text);
      return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
    })
    .transform((text) => text.replace(/\/+$/, '')),
};

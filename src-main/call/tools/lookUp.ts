/** Makes the look-up of a call, and reads its answer. */
import { z } from 'zod';
import { jsonIn } from '#main/util/json';
import type { CallFacts } from '#model/callFacts';
import { MAX_GREETING_CHARS } from '#model/limits';
import type { LookUpAnswer, LookUpOutcome } from '#model/lookUp';
import { type Phrase, phrase, wordsOf } from '#model/phrases/phrase';
import { LANGUAGE_TAG, type ProfileLookUp } from '#model/profile';
import { VOICE_NAMES } from '#model/voices';
import { askAsProfileSays, type HttpToolAccess } from './httpQuestion';
import type { HttpAnswer } from './httpRequest';

/** A longer answer is refused, bytes: all of it goes with each picture of the call. */
const MAX_ANSWER_BYTES = 16_384;

/** Longest context, characters. */
const MAX_CONTEXT_CHARS = 4_000;

/** Longest value of a fact, characters. */
const MAX_FACT_CHARS = 500;

/** The service knows nothing of this caller (RFC 9110, section 15.3.5). */
const NO_CONTENT = 204;

const NO_FACTS: Readonly<Record<string, unknown>> = {};

const object = z.record(z.string(), z.unknown());

const context = z
  .union([z.string().trim(), object.transform((value) => JSON.stringify(value))])
  .pipe(z.string().max(MAX_CONTEXT_CHARS));

const fact = z
  .union([z.string().trim(), z.number(), z.boolean()])
  .transform(String)
  .pipe(z.string().max(MAX_FACT_CHARS));

/** Makes a look-up. It never rejects; it ends by the time limit, or soon after the abort. */
export type AskLookUp = (
  lookUp: ProfileLookUp,
  facts: CallFacts,
  signal: AbortSignal,
) => Promise<LookUpOutcome>;

/** @param access Read at every look-up. */
export function createLookUp(access: () => HttpToolAccess): AskLookUp {
  return async (lookUp, facts, signal) => {
    const sinceMs = performance.now();
    const ms = (): number => Math.round(performance.now() - sinceMs);
    const asked = { args: {}, facts, access: access(), maxBytes: MAX_ANSWER_BYTES, signal };
    const came = await askAsProfileSays(lookUp, asked);
    if (!came.ok) {
      return failedLookUp(ms(), null, came.error.phrase);
    }
    const { status } = came.value;
    const read = answerIn(came.value, lookUp.facts);
    return 'code' in read
      ? failedLookUp(ms(), status, read)
      : { state: 'answered', ms: ms(), status, answer: read };
  };
}

export function failedLookUp(ms: number, status: number | null, why: Phrase): LookUpOutcome {
  return { state: 'failed', ms, status, phrase: why, message: wordsOf(why) };
}

/** The answer, or what is wrong with it. */
function answerIn(
  { status, body, cut }: HttpAnswer,
  names: readonly string[],
): LookUpAnswer | Phrase {
  if (status < 200 || status >= 300) {
    return phrase('tool.status', { status });
  }
  if (status === NO_CONTENT) {
    return answerOfJson({}, names);
  }
  if (cut) {
    return phrase('look-up.too-long', { max: MAX_ANSWER_BYTES });
  }
  const json = object.safeParse(jsonIn(body));
  return json.success ? answerOfJson(json.data, names) : phrase('look-up.no-object');
}

/** Reads part by part: a mistake in one of them costs only that one. */
function answerOfJson(
  json: Readonly<Record<string, unknown>>,
  names: readonly string[],
): LookUpAnswer {
  const ignored: string[] = [];
  const part = <T, U>(name: string, value: unknown, schema: z.ZodType<T>, absent: U): T | U => {
    if (value === undefined || value === null) {
      return absent;
    }
    const read = schema.safeParse(value);
    if (!read.success) {
      ignored.push(name);
    }
    return read.success ? read.data : absent;
  };
  const facts = part('facts', json['facts'], object, NO_FACTS);
  return {
    context: part('context', json['context'], context, ''),
    voice: part('voice', json['voice'], z.enum(VOICE_NAMES), null),
    language: part('language', json['language'], z.string().trim().regex(LANGUAGE_TAG), null),
    greeting: part('greeting', json['greeting'], z.string().trim().max(MAX_GREETING_CHARS), null),
    facts: Object.fromEntries(
      names.map((name) => [
        name,
        part(`facts.${name}`, Object.hasOwn(facts, name) ? facts[name] : null, fact, ''),
      ]),
    ),
    ignored,
  };
}

/** Schema of a profile's rules, which watch its calls. */
import { z } from 'zod';
import { faultOfPhrase, MAX_GAPS } from '#main/rules/spokenPhrases';
import { issueMessage, saying } from '#main/util/issuePhrase';
import { MAX_TEXT_CHARS } from '#model/limits';
import {
  NUDGE_SEVERITIES,
  type NudgeRule,
  RULE_SPEAKERS,
  type RuleAct,
  type RuleWatch,
  SILENT_SIDES,
} from '#model/nudge';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { TransferTarget } from '#model/profile';
import { trimmed } from './profileTexts';

const MAX_RULES = 20;
const MAX_PHRASES = 50;
const MAX_PHRASE_CHARS = 100;
const MAX_REASON_CHARS = 120;
const MAX_TIMES = 20;
const MAX_SECONDS = 3_600;

const FAULTS = {
  'no-words': phrase('profile.rule-no-words'),
  star: phrase('profile.rule-star', { max: MAX_GAPS }),
} as const;

const spokenPhrase = trimmed(1, MAX_PHRASE_CHARS).superRefine((text, context) => {
  const fault = faultOfPhrase(text);
  if (fault !== null) {
    context.addIssue({ code: 'custom', message: issueMessage(FAULTS[fault]) });
  }
});

const phraseCount = saying(phrase('profile.rule-phrases', { max: MAX_PHRASES }));

export const phrases = z
  .array(spokenPhrase)
  .min(1, phraseCount)
  .max(MAX_PHRASES, phraseCount)
  .readonly();

function wholeNumber(max: number, error: ReturnType<typeof saying>) {
  return z.int(error).min(1, error).max(max, error);
}

const times = wholeNumber(MAX_TIMES, saying(phrase('profile.number', { min: 1, max: MAX_TIMES })));

const seconds = wholeNumber(
  MAX_SECONDS,
  saying(phrase('profile.whole-seconds', { min: 1, max: MAX_SECONDS })),
);

const watch = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('words'),
    of: z.enum(RULE_SPEAKERS).default('either'),
    phrases,
  }),
  z.strictObject({ kind: z.literal('promise'), phrases }),
  z.strictObject({
    kind: z.literal('failures'),
    tool: trimmed(1, 64).nullable().default(null),
    times: times.default(1),
  }),
  z.strictObject({
    kind: z.literal('silence'),
    of: z.enum(SILENT_SIDES).default('both'),
    seconds,
  }),
]) satisfies z.ZodType<RuleWatch>;

const act = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('notice') }),
  z.strictObject({ kind: z.literal('whisper'), text: trimmed(1, MAX_TEXT_CHARS) }),
  z.strictObject({ kind: z.literal('hand-over'), target: trimmed(1, 64) }),
]) satisfies z.ZodType<RuleAct>;

const rule = z.strictObject({
  reason: trimmed(1, MAX_REASON_CHARS),
  severity: z.enum(NUDGE_SEVERITIES).default('warn'),
  watch,
  act: act.default({ kind: 'notice' }),
  againSeconds: seconds.nullable().default(null),
}) satisfies z.ZodType<NudgeRule>;

/** The rules of a profile; each has a reason of its own. */
export const rules = z
  .array(rule)
  .max(MAX_RULES, saying(phrase('profile.too-many-rules', { max: MAX_RULES })))
  .readonly()
  .superRefine((given, context) => {
    for (const [index, { reason }] of given.entries()) {
      if (given.findIndex((each) => each.reason === reason) !== index) {
        context.addIssue({
          code: 'custom',
          path: [index, 'reason'],
          message: issueMessage(phrase('profile.rule-reason-taken')),
        });
      }
    }
  });

/** Rules that hand over to somebody who is no transfer target of the profile. */
export function unknownTargets(
  given: readonly NudgeRule[],
  targets: readonly TransferTarget[],
): readonly { readonly path: readonly (string | number)[]; readonly phrase: Phrase }[] {
  return given.flatMap(({ act: does }, index) =>
    does.kind !== 'hand-over' || targets.some(({ name }) => name === does.target)
      ? []
      : [{ path: ['rules', index, 'act', 'target'], phrase: phrase('profile.rule-target') }],
  );
}

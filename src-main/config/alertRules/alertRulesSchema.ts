/** Schema of the rules by which calls call for attention. */
import { z } from 'zod';
import { issueMessage, saying } from '#main/util/issuePhrase';
import { ALERT_SEVERITIES } from '#model/alert';
import {
  type AlertRules,
  DEFAULT_ALERT_RULES,
  GRADED_SIGNALS,
  type KeywordRule,
  type SignalRule,
  type TroubleRule,
  USUAL_TROUBLE,
  type WordList,
} from '#model/alertRules';
import { WARNING_KINDS } from '#model/noticeKinds';
import { RULE_SPEAKERS } from '#model/nudge';
import { phrase } from '#model/phrases/phrase';
import { recordOf } from '#model/recordOf';
import { trimmed } from '../profiles/profileTexts';
import { phrases } from '../profiles/ruleSchema';

const MAX_THRESHOLD = 3_600;
const MAX_COOL_DOWN_SECONDS = 3_600;
const MAX_WORD_LISTS = 40;
const MAX_KEYWORD_RULES = 50;
const MAX_NAME_CHARS = 80;

const threshold = z
  .number(wrongThreshold())
  .gt(0, wrongThreshold())
  .max(MAX_THRESHOLD, wrongThreshold());

const wrongCoolDown = saying(phrase('profile.number', { min: 0, max: MAX_COOL_DOWN_SECONDS }));

const coolDownSeconds = z
  .int(wrongCoolDown)
  .min(0, wrongCoolDown)
  .max(MAX_COOL_DOWN_SECONDS, wrongCoolDown);

/** A rule that is left out is that of a new installation. */
function signalRule(usual: SignalRule) {
  return z
    .strictObject({
      on: z.boolean().default(usual.on),
      warnAt: threshold.default(usual.warnAt),
      dangerAt: threshold.nullable().default(usual.dangerAt),
      sound: z.boolean().default(usual.sound),
      coolDownSeconds: coolDownSeconds.default(usual.coolDownSeconds),
    })
    .superRefine(({ warnAt, dangerAt }, context) => {
      if (dangerAt !== null && dangerAt < warnAt) {
        const message = issueMessage(phrase('alert-rules.danger-below'));
        context.addIssue({ code: 'custom', path: ['dangerAt'], message });
      }
    })
    .prefault({});
}

const language = z
  .string()
  .trim()
  .regex(/^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$/, saying(phrase('alert-rules.language')))
  .default('');

const wordList = z.strictObject({ language, phrases }) satisfies z.ZodType<WordList>;

const keywordRule = z.strictObject({
  name: trimmed(1, MAX_NAME_CHARS),
  language,
  of: z.enum(RULE_SPEAKERS).default('caller'),
  phrases,
  severity: z.enum(ALERT_SEVERITIES).default('warn'),
  sound: z.boolean().default(true),
  coolDownSeconds: coolDownSeconds.default(60),
}) satisfies z.ZodType<KeywordRule>;

const keywords = z
  .array(keywordRule)
  .max(MAX_KEYWORD_RULES, saying(phrase('alert-rules.too-many', { max: MAX_KEYWORD_RULES })))
  .readonly()
  .superRefine((given, context) => {
    for (const [index, { name }] of given.entries()) {
      if (given.findIndex((each) => each.name === name) !== index) {
        const message = issueMessage(phrase('alert-rules.name-taken'));
        context.addIssue({ code: 'custom', path: [index, 'name'], message });
      }
    }
  });

const ruleOf = recordOf(GRADED_SIGNALS, (signal) =>
  signalRule(DEFAULT_ALERT_RULES.signals[signal]),
);

const troubleRule = z
  .strictObject({
    sound: z.boolean().default(USUAL_TROUBLE.sound),
    coolDownSeconds: coolDownSeconds.default(USUAL_TROUBLE.coolDownSeconds),
  })
  .prefault({}) satisfies z.ZodType<TroubleRule>;

const troubleOf = recordOf(WARNING_KINDS, () => troubleRule);

/** What is left out is as in a new installation. */
export const alertRulesSchema = z.strictObject({
  signals: z.strictObject(ruleOf).prefault({}),
  trouble: z.strictObject(troubleOf).prefault({}),
  personWords: z
    .array(wordList)
    .max(MAX_WORD_LISTS)
    .readonly()
    .default(DEFAULT_ALERT_RULES.personWords),
  keywords: keywords.default([]),
}) satisfies z.ZodType<AlertRules>;

function wrongThreshold(): ReturnType<typeof saying> {
  return saying(phrase('alert-rules.threshold', { max: MAX_THRESHOLD }));
}

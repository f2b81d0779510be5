/** Schema of a profile, for all its sources: the file, the window, the HTTP API. */
import { z } from 'zod';
import { profileId } from '#main/rules/profileId';
import { atPlace, issueMessage, phraseOfIssue, saying } from '#main/util/issuePhrase';
import { BARGE_IN_MODES } from '#model/call';
import { CHANNEL_VARIABLE } from '#model/callFacts';
import {
  MAX_ANSWER_SECONDS,
  MAX_GREETING_CHARS,
  MAX_INSTRUCTION_CHARS,
  MAX_TARGET_CHARS,
  MIN_ANSWER_SECONDS,
} from '#model/limits';
import { plainModelName, shutDownSince } from '#model/liveModels';
import { joined, type Phrase, phrase, type PlacedProblem } from '#model/phrases/phrase';
import {
  DEFAULT_PROFILE_ID,
  KEY_USES,
  LANGUAGE_TAG,
  type Profile,
  type ProfileTools,
  SERVICE_NAMES,
} from '#model/profile';
import { readTarget, targetOrTyped } from '#model/typedNumber';
import { VOICE_NAMES } from '#model/voices';
import { lookUpSchema } from './lookUpSchema';
import { trimmed } from './profileTexts';
import { rules, unknownTargets } from './ruleSchema';
import { NO_SUMMARY, summarySchema } from './summarySchema';
import { httpToolSchema } from './toolSchema';

const MAX_TOOLS = 20;
const MAX_TARGETS = 50;
const MAX_NUMBERS = 200;
const MAX_VARIABLES = 20;

/** A spelling that stays as it was typed; blanks make a number easier to read. */
const READABLE = /^(?!.*\(0\))[\w+*#. ()-]+$/;

/** A number, in any common spelling; rules/phoneNumbers.ts compares them. */
const number = trimmed(1, MAX_TARGET_CHARS)
  .overwrite((text) => (READABLE.test(text) ? text : targetOrTyped(text)))
  .superRefine((text, context) => {
    const read = readTarget(text);
    if (!read.ok && !READABLE.test(text)) {
      context.addIssue({ code: 'custom', message: issueMessage(read.phrase) });
    }
  });

/** An extension of the dialplan (Asterisk docs, "Extension Names"). */
const extension = trimmed(1, MAX_TARGET_CHARS).regex(
  /^[\w+*#.-]+$/,
  saying(phrase('profile.extension-signs')),
);

const model = trimmed(1, 200)
  .overwrite(plainModelName)
  .regex(/^[\w./-]+$/, saying(phrase('profile.model')))
  .refine((name) => shutDownSince(name) === null, saying(phrase('profile.model-shut-down')));

const language = z
  .string()
  .trim()
  .regex(LANGUAGE_TAG, saying(phrase('profile.language')));

function span(min: number, max: number) {
  const error = saying(phrase('profile.number', { min, max }));
  return z.number(error).min(min, error).max(max, error).nullable().default(null);
}

const vad = z.strictObject({
  energyThreshold: span(1, 32_767),
  sileroThreshold: span(0.05, 0.95),
  speechSeconds: span(0.02, 2),
  silenceSeconds: span(0.1, 5),
});

const NO_VAD = {
  energyThreshold: null,
  sileroThreshold: null,
  speechSeconds: null,
  silenceSeconds: null,
};

const RESERVED: readonly string[] = Object.values(SERVICE_NAMES);

/** Names of built-in tools; no HTTP tool may have one of them. */
const OWN_TOOLS = new Set([
  'end_call',
  'transfer_call',
  'send_dtmf',
  'take_message',
  'ask_supervisor',
  'voicemail_reached',
]);

const approval = z.strictObject({
  endCall: z.boolean().default(false),
  transferCall: z.boolean().default(false),
  sendDtmf: z.boolean().default(false),
  takeMessage: z.boolean().default(false),
}) satisfies z.ZodType<ProfileTools['approval']>;

const NO_APPROVAL = { endCall: false, transferCall: false, sendDtmf: false, takeMessage: false };

const answerTime = saying(
  phrase('profile.whole-seconds', { min: MIN_ANSWER_SECONDS, max: MAX_ANSWER_SECONDS }),
);

/** A supervisor who reads, thinks and types needs about this long, s. */
const ANSWER_SECONDS = 60;

const tools = z
  .strictObject({
    endCall: z.boolean().default(false),
    transferCall: z.boolean().default(false),
    sendDtmf: z.boolean().default(false),
    takeMessage: z.boolean().default(false),
    askSupervisor: z.boolean().default(false),
    googleSearch: z.boolean().default(false),
    approval: approval.default(NO_APPROVAL),
    answerSeconds: z
      .int(answerTime)
      .min(MIN_ANSWER_SECONDS, answerTime)
      .max(MAX_ANSWER_SECONDS, answerTime)
      .default(ANSWER_SECONDS),
    http: z
      .array(httpToolSchema)
      .max(MAX_TOOLS, saying(phrase('profile.too-many-tools', { max: MAX_TOOLS })))
      .readonly()
      .default([]),
  })
  .superRefine(({ http }, context) => {
    for (const [index, { name }] of http.entries()) {
      const taken = OWN_TOOLS.has(name) || http.findIndex((each) => each.name === name) !== index;
      if (taken) {
        context.addIssue({
          code: 'custom',
          path: ['http', index, 'name'],
          message: issueMessage(phrase('profile.tool-name-taken', { name })),
        });
      }
    }
  });

const NO_TOOLS = {
  endCall: false,
  transferCall: false,
  sendDtmf: false,
  takeMessage: false,
  askSupervisor: false,
  googleSearch: false,
  approval: NO_APPROVAL,
  answerSeconds: ANSWER_SECONDS,
  http: [],
};

const transferTarget = z.strictObject({
  name: trimmed(1, 64),
  description: trimmed(0, 500).default(''),
  extension,
});

const transferTargets = z
  .array(transferTarget)
  .max(MAX_TARGETS, saying(phrase('profile.too-many-targets', { max: MAX_TARGETS })))
  .readonly()
  .superRefine((targets, context) => {
    for (const [index, { name }] of targets.entries()) {
      if (targets.findIndex((each) => each.name.toLowerCase() === name.toLowerCase()) !== index) {
        context.addIssue({
          code: 'custom',
          path: [index, 'name'],
          message: issueMessage(phrase('profile.target-name-taken')),
        });
      }
    }
  });

const fallback = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('announce') }),
  z.strictObject({ kind: z.literal('transfer'), extension }),
  z.strictObject({ kind: z.literal('voicemail'), extension }),
  z.strictObject({ kind: z.literal('hang-up') }),
]);

const mailbox = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hang-up') }),
  z.strictObject({ kind: z.literal('leave-text'), text: trimmed(1, 1_000) }),
]);

/**
 * One profile. Only id and name are required; a field that is left out follows the settings, or is
 * off.
 */
export const profileSchema = z
  .strictObject({
    id: profileId
      .refine((id) => !RESERVED.includes(id), saying(phrase('profile.id-reserved')))
      .describe('Used in URLs and, as third argument of Stasis(), in the dialplan'),
    name: trimmed(1, 80),
    numbers: z
      .array(number)
      .max(MAX_NUMBERS, saying(phrase('profile.too-many-numbers', { max: MAX_NUMBERS })))
      .readonly()
      .default([]),
    systemInstruction: trimmed(1, MAX_INSTRUCTION_CHARS).nullable().default(null),
    voice: z
      .enum(VOICE_NAMES, saying(phrase('profile.voice')))
      .nullable()
      .default(null),
    model: model.nullable().default(null),
    language: language.nullable().default(null),
    greeting: trimmed(0, MAX_GREETING_CHARS).nullable().default(null),
    disclosure: trimmed(0, 500).nullable().default(null),
    channelVariables: z
      .array(trimmed(1, 64).regex(CHANNEL_VARIABLE, saying(phrase('profile.variable'))))
      .max(MAX_VARIABLES, saying(phrase('profile.too-many-variables', { max: MAX_VARIABLES })))
      .readonly()
      .default([]),
    earlierCalls: z.boolean().default(false),
    lookUp: lookUpSchema.nullable().default(null),
    vad: vad.default(NO_VAD),
    bargeIn: z.enum(BARGE_IN_MODES).nullable().default(null),
    keys: z.enum(KEY_USES).default('none'),
    tools: tools.default(NO_TOOLS),
    transferTargets: transferTargets.default([]),
    rules: rules.default([]),
    maxCallSeconds: span(1, 86_400),
    record: z.boolean().nullable().default(null),
    fallback: fallback.default({ kind: 'announce' }),
    mailbox: mailbox.default({ kind: 'hang-up' }),
    summary: summarySchema.default(NO_SUMMARY),
  })
  .superRefine(({ tools: { transferCall }, transferTargets: targets, rules: given }, context) => {
    for (const { path, phrase: said } of unknownTargets(given, targets)) {
      context.addIssue({ code: 'custom', path: [...path], message: issueMessage(said) });
    }
    if (transferCall && targets.length === 0) {
      context.addIssue({
        code: 'custom',
        path: ['transferTargets'],
        message: issueMessage(phrase('profile.no-targets')),
      });
    }
  })
  .meta({ id: 'Profile' }) satisfies z.ZodType<Profile>;

/** The default profile until somebody changes it: everything follows the settings. */
export const DEFAULT_PROFILE: Profile = profileSchema.parse({
  id: DEFAULT_PROFILE_ID,
  name: 'Default',
});

/** The problems of a profile, one for each field: the first. */
export function profileProblems(error: z.ZodError): readonly PlacedProblem[] {
  const problems = error.issues.flatMap((issue) => {
    const path = issue.path.join('.');
    return issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          path: path === '' ? key : `${path}.${key}`,
          phrase: phrase('profile.unknown-part'),
        }))
      : [{ path, phrase: phraseOfIssue(issue.message) }];
  });
  return problems.filter(
    ({ path }, index) => problems.findIndex((each) => each.path === path) === index,
  );
}

/** Problems in one phrase, each after the name of its place. */
export function problemsAsOne(problems: readonly PlacedProblem[]): Phrase {
  return joined('sentences', problems.map(atPlace)) ?? phrase('profile.wrong');
}

/** Schema of a profile, for all its sources: the file, the window, the HTTP API. */
import { z } from 'zod';
import { plainModelName, shutDownSince } from '#model/liveModels';
import {
  DEFAULT_PROFILE_ID,
  type Profile,
  PROFILE_ID,
  type ProfileProblem,
  SERVICE_NAMES,
} from '#model/profile';
import { VOICE_NAMES } from '#model/voices';
import { sayIfNot, trimmed } from './profileTexts';
import { httpToolSchema } from './toolSchema';

/** A number, in any common spelling; dialedNumber.ts compares them. */
const number = trimmed(1, 40).regex(
  /^[\w+*#. ()-]+$/,
  sayIfNot('may have letters, digits, blanks and + * # . _ ( ) - only'),
);

/** An extension of the dialplan (Asterisk docs, "Extension Names"). */
const extension = trimmed(1, 40).regex(
  /^[\w+*#.-]+$/,
  sayIfNot('may have letters, digits and + * # . _ - only'),
);

const model = trimmed(1, 200)
  .overwrite(plainModelName)
  .regex(/^[\w./-]+$/, sayIfNot('must be the name of a Gemini Live model'))
  .refine((name) => shutDownSince(name) === null, {
    error: 'is a model that Google has shut down. Leave it out to use that of the settings.',
  });

const language = z
  .string()
  .trim()
  .regex(
    /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i,
    sayIfNot('must be a language tag such as es or es-MX (BCP 47)'),
  );

function span(min: number, max: number) {
  const error = sayIfNot(`must be a number, ${min} to ${max}`);
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
const OWN_TOOLS = new Set(['end_call', 'transfer_call', 'send_dtmf', 'take_message']);

const tools = z
  .strictObject({
    endCall: z.boolean().default(false),
    transferCall: z.boolean().default(false),
    sendDtmf: z.boolean().default(false),
    takeMessage: z.boolean().default(false),
    googleSearch: z.boolean().default(false),
    http: z
      .array(httpToolSchema)
      .max(20, sayIfNot('may have 20 tools at most'))
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
          message: `is taken: another tool has the name ${name}.`,
        });
      }
    }
  });

const NO_TOOLS = {
  endCall: false,
  transferCall: false,
  sendDtmf: false,
  takeMessage: false,
  googleSearch: false,
  http: [],
};

const transferTarget = z.strictObject({
  name: trimmed(1, 64),
  description: trimmed(0, 500).default(''),
  extension,
});

const transferTargets = z
  .array(transferTarget)
  .max(50, sayIfNot('may have 50 targets at most'))
  .readonly()
  .superRefine((targets, context) => {
    for (const [index, { name }] of targets.entries()) {
      if (targets.findIndex((each) => each.name.toLowerCase() === name.toLowerCase()) !== index) {
        context.addIssue({
          code: 'custom',
          path: [index, 'name'],
          message: 'is taken: another target has this name.',
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

/**
 * One profile. Only id and name are required; a field that is left out follows the settings, or is
 * off.
 */
export const profileSchema = z
  .strictObject({
    id: z
      .string()
      .regex(PROFILE_ID, sayIfNot('must be 1 to 40 small letters, digits and dashes'))
      .refine((id) => !RESERVED.includes(id), {
        error: 'is reserved: in the dialplan it asks for something else. Choose another.',
      })
      .describe('Used in URLs and, as third argument of Stasis(), in the dialplan'),
    name: trimmed(1, 80),
    numbers: z
      .array(number)
      .max(200, sayIfNot('may have 200 numbers at most'))
      .readonly()
      .default([]),
    systemInstruction: trimmed(1, 20_000).nullable().default(null),
    voice: z
      .enum(VOICE_NAMES, sayIfNot('must be the name of one of the prebuilt voices'))
      .nullable()
      .default(null),
    model: model.nullable().default(null),
    language: language.nullable().default(null),
    greeting: trimmed(0, 2_000).nullable().default(null),
    vad: vad.default(NO_VAD),
    bargeIn: z.enum(['immediate', 'confirm', 'off']).nullable().default(null),
    tools: tools.default(NO_TOOLS),
    transferTargets: transferTargets.default([]),
    maxCallSeconds: span(1, 86_400),
    record: z.boolean().nullable().default(null),
    fallback: fallback.default({ kind: 'announce' }),
  })
  .superRefine(({ tools: { transferCall }, transferTargets: targets }, context) => {
    if (transferCall && targets.length === 0) {
      context.addIssue({
        code: 'custom',
        path: ['transferTargets'],
        message: 'must name somebody: the agent may transfer calls, but to nobody yet.',
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
export function profileProblems(error: z.ZodError): readonly ProfileProblem[] {
  const problems = error.issues.flatMap((issue) => {
    const path = issue.path.join('.');
    return issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          path: path === '' ? key : `${path}.${key}`,
          message: 'is not part of a profile. Take it out.',
        }))
      : [{ path, message: issue.message }];
  });
  return problems.filter(
    ({ path }, index) => problems.findIndex((each) => each.path === path) === index,
  );
}

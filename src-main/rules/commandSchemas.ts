/** Schemas of a supervisor's commands, for every door: window, HTTP API, plugins. */
import { z } from 'zod';
import { issueMessage, saying } from '#main/util/issuePhrase';
import { MAX_ALERT_ID_CHARS } from '#model/alert';
import { BARGE_IN_MODES } from '#model/call';
import type { CallCommand, CallCommandKind, CommandOf, OutgoingCall } from '#model/commands';
import {
  MAX_BRIEF_TURNS,
  MAX_INSTRUCTION_CHARS,
  MAX_QUESTION_ID_CHARS,
  MAX_TARGET_CHARS,
  MAX_TEXT_CHARS,
  MAX_TYPED_TARGET_CHARS,
} from '#model/limits';
import { LIVE_MODELS } from '#model/liveModels';
import { phrase } from '#model/phrases/phrase';
import { DEFAULT_PROFILE_ID } from '#model/profile';
import { readTarget, targetOrTyped } from '#model/typedNumber';
import { VOICE_NAMES } from '#model/voices';
import { profileId } from './profileId';

const agentText = z.string().trim().min(1).max(MAX_TEXT_CHARS);

const digits = z
  .string()
  .regex(/^[0-9A-Da-d*#]{1,32}$/, 'must be 1 to 32 keys of 0-9, A-D, * and #')
  .transform((keys) => keys.toUpperCase());

/** A number or extension, however it was typed or pasted. */
const dialledTarget = z
  .string()
  .max(MAX_TYPED_TARGET_CHARS, saying(phrase('call.number-wrong', { max: MAX_TARGET_CHARS })))
  .overwrite(targetOrTyped)
  .superRefine((text, context) => {
    const read = readTarget(text);
    if (!read.ok) {
      context.addIssue({ code: 'custom', message: issueMessage(read.phrase) });
    }
  });

const questionId = z
  .string()
  .min(1)
  .max(MAX_QUESTION_ID_CHARS)
  .describe('The id in `questions` of the call');

const alertId = z
  .string()
  .min(1)
  .max(MAX_ALERT_ID_CHARS)
  .describe('The id in `alerts` of the call');

/** What happens when the caller speaks while the agent does. */
export const bargeInMode = z.enum(BARGE_IN_MODES);

type FieldsOf<Command extends CallCommand> = {
  [Field in Exclude<keyof Command, 'kind'>]: z.ZodType<Command[Field]>;
};

/** What each command needs beside its kind. A command that is missing here does not compile. */
export const COMMAND_FIELDS = {
  answer: {},
  decline: {},
  end: {
    goodbye: z
      .boolean()
      .exactOptional()
      .describe('The agent says goodbye first; the call ends after it, 12 s later at most'),
  },
  changeVoice: { voice: z.enum(VOICE_NAMES) },
  changeModel: { model: z.enum(LIVE_MODELS) },
  repromptAgent: {},
  reconnectAgent: {},
  hold: {},
  resume: {},
  muteCaller: { on: z.boolean() },
  muteAgent: { on: z.boolean() },
  pauseAgent: { on: z.boolean() },
  cutAgent: {},
  holdSentence: {},
  releaseSentence: {},
  say: { text: agentText },
  whisper: { text: agentText },
  changeInstruction: { text: z.string().trim().min(1).max(MAX_INSTRUCTION_CHARS) },
  setBargeIn: { mode: bargeInMode },
  sendDtmf: { digits },
  transfer: { target: dialledTarget },
  consult: { target: dialledTarget },
  completeTransfer: {},
  cancelTransfer: {},
  takeOver: {},
  handBack: {
    brief: z
      .string()
      .trim()
      .max(MAX_INSTRUCTION_CHARS)
      .exactOptional()
      .describe('What the agent is told of the take-over; left out: what was said in it'),
    briefOf: z
      .array(z.number().int().min(0))
      .max(MAX_BRIEF_TURNS)
      .exactOptional()
      .describe('What the brief was made of, as it was read: what came later is told besides'),
    firstSentence: agentText.exactOptional().describe('What the agent says first, word for word'),
  },
  answerQuestion: { questionId, text: agentText },
  approveTool: {
    questionId,
    args: z
      .record(z.string(), z.unknown())
      .nullable()
      .default(null)
      .describe('Arguments in place of those of the agent; null: as the agent wants it'),
  },
  rejectTool: {
    questionId,
    reason: z.string().trim().max(MAX_TEXT_CHARS).default('').describe('Told to the agent'),
  },
  acknowledgeAlert: { alertId },
  startRecording: {},
  stopRecording: {},
  pauseRecording: {},
  resumeRecording: {},
} satisfies { [Kind in CallCommandKind]: FieldsOf<CommandOf<Kind>> };

const schemaOf = ([kind, fields]: [string, z.ZodRawShape]) =>
  z.strictObject({ kind: z.literal(kind), ...fields });

/** One schema for each kind; there is at least one. */
const everyKind = Object.entries(COMMAND_FIELDS).map(schemaOf) as [
  ReturnType<typeof schemaOf>,
  ...ReturnType<typeof schemaOf>[],
];

/**
 * A command to a call. The table above gives it its type; the compiler cannot derive that type from
 * the table's entries.
 */
export const callCommand = z.discriminatedUnion(
  'kind',
  everyKind,
) as unknown as z.ZodType<CallCommand>;

export const outgoingCall = z.strictObject({
  number: dialledTarget,
  profileId: profileId.default(DEFAULT_PROFILE_ID),
}) satisfies z.ZodType<OutgoingCall>;

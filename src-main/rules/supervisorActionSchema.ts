/** How a supervisor's action must look where it comes in: one schema for the window, the HTTP API and plugins. */
import { z } from 'zod';
import type { BargeInMode } from '#model/call';
import { DEFAULT_PROFILE_ID } from '#model/profile';
import type { OutgoingCall, SupervisorAction, SupervisorActionKind } from '#model/supervisorAction';

/** Longest text for the agent, characters. */
const MAX_TEXT_CHARS = 4_000;

/** Longest system instruction, characters. */
const MAX_INSTRUCTION_CHARS = 20_000;

const agentText = z.string().trim().min(1).max(MAX_TEXT_CHARS);

const digits = z
  .string()
  .regex(/^[0-9A-Da-d*#]{1,32}$/, 'must be 1 to 32 keys of 0-9, A-D, * and #')
  .transform((keys) => keys.toUpperCase());

const dialledTarget = z
  .string()
  .regex(/^[\w+*#.-]{1,40}$/, 'must be 1 to 40 of digits, letters, + * # . _ and -');

/** What happens when the caller speaks while the agent does. */
export const bargeInMode = z.enum(['immediate', 'confirm', 'off']) satisfies z.ZodType<BargeInMode>;

type FieldsOf<Action extends SupervisorAction> = {
  [Field in Exclude<keyof Action, 'kind'>]: z.ZodType<Action[Field]>;
};

/** What each action needs beside its kind. An action that is missing here does not compile. */
export const ACTION_FIELDS = {
  hold: {},
  resume: {},
  muteCaller: { on: z.boolean() },
  muteAgent: { on: z.boolean() },
  pauseAgent: { on: z.boolean() },
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
  handBack: {},
  startRecording: {},
  stopRecording: {},
  pauseRecording: {},
  resumeRecording: {},
} satisfies {
  [Kind in SupervisorActionKind]: FieldsOf<Extract<SupervisorAction, { readonly kind: Kind }>>;
};

const schemaOf = ([kind, fields]: [string, z.ZodRawShape]) =>
  z.strictObject({ kind: z.literal(kind), ...fields });

/** One schema for each kind; there is at least one. */
const everyKind = Object.entries(ACTION_FIELDS).map(schemaOf) as [
  ReturnType<typeof schemaOf>,
  ...ReturnType<typeof schemaOf>[],
];

/** An action of a supervisor. The type of the table above says what comes out; the compiler does not see it through its entries. */
export const supervisorAction = z.discriminatedUnion(
  'kind',
  everyKind,
) as unknown as z.ZodType<SupervisorAction>;

/** Id of a profile. */
const profileId = z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be the id of a profile');

/** An outgoing call. */
export const outgoingCall = z.strictObject({
  number: dialledTarget,
  profileId: profileId.default(DEFAULT_PROFILE_ID),
}) satisfies z.ZodType<OutgoingCall>;

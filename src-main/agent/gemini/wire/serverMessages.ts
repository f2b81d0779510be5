/**
 * Reads the service's messages (Gemini Live API reference, "Server messages"). One message may
 * carry audio, text and flags together, so every part and every field is read.
 */
import { z } from 'zod';
import type { TokenUsage } from '#model/metrics';

/** A function call. Vertex AI may give it no id; its answer then has none either. */
export type FunctionCall = {
  readonly id: string | null;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
};

/** One message of the service. Absent things are null, false or empty. */
export type ServerMessage = {
  readonly setupComplete: boolean;
  readonly interrupted: boolean;
  readonly generationComplete: boolean;
  readonly turnComplete: boolean;
  /**
   * The service's reason for the end of the turn (`TurnCompleteReason`); null when it gives none.
   */
  readonly turnCompleteReason: string | null;
  /**
   * Whether more turns of the same answer follow (`interactionStatus`): a model that thinks for
   * long pauses between them. Null when the service does not say.
   */
  readonly interaction: 'in-progress' | 'idle' | null;
  /** Audio parts, base64 of 16-bit PCM at 24 kHz, in order. */
  readonly audio: readonly string[];
  /** Parts of text in place of audio; thoughts are not counted. */
  readonly textParts: number;
  /** More of what the caller said; empty when nothing. */
  readonly callerText: string;
  /** More of what the agent says; empty when nothing. */
  readonly agentText: string;
  /** A new handle to resume the session by; null when the message brings none. */
  readonly handle: string | null;
  /** The connection will be ended; `timeLeftMs` is null when the service does not say when. */
  readonly goAway: { readonly timeLeftMs: number | null } | null;
  readonly usage: TokenUsage | null;
  /** Function calls. Each wants a result. */
  readonly toolCalls: readonly FunctionCall[];
  /** Ids of calls whose results are no longer wanted. */
  readonly cancelledToolCalls: readonly string[];
  /**
   * Names of what was not understood: unknown fields, fields of a wrong shape, audio in another
   * format.
   */
  readonly ignored: readonly string[];
};

const transcription = z.object({ text: z.string().optional() });
const inlineData = z.object({ data: z.string(), mimeType: z.string().optional() });
const modelTurn = z.object({
  parts: z
    .array(
      z.looseObject({
        inlineData: inlineData.optional(),
        text: z.string().optional(),
        thought: z.boolean().optional(),
      }),
    )
    .optional(),
});
const resumptionUpdate = z.object({
  newHandle: z.string().optional(),
  resumable: z.boolean().optional(),
});
/** A protobuf duration, as text ("50s", "1.5s") or as its fields. */
const duration = z.union([
  z.string(),
  z.object({ seconds: z.union([z.string(), z.number()]).optional() }),
]);
const goAway = z.object({ timeLeft: duration.optional() });
const count = z.number().nonnegative().optional();
const tokenDetails = z
  .array(z.object({ modality: z.string().optional(), tokenCount: count }))
  .optional();
const anyObject = z.record(z.string(), z.unknown());
/** Vertex AI calls the response `candidates`. */
const usageMetadata = z.object({
  promptTokenCount: count,
  responseTokenCount: count,
  candidatesTokenCount: count,
  thoughtsTokenCount: count,
  toolUsePromptTokenCount: count,
  promptTokensDetails: tokenDetails,
  responseTokensDetails: tokenDetails,
  candidatesTokensDetails: tokenDetails,
});
const toolCall = z.object({ functionCalls: z.array(z.unknown()).optional() });
const functionCall = z.object({
  id: z
    .string()
    .nullish()
    .transform((id) => id ?? null),
  name: z.string(),
  // Protobuf's JSON leaves empty fields out.
  args: anyObject.nullish().transform((args) => args ?? {}),
});
const toolCallCancellation = z.object({ ids: z.array(z.string()).optional() });

const UNSPECIFIED_REASON = 'TURN_COMPLETE_REASON_UNSPECIFIED';

const INTERACTIONS = new Map<string, 'in-progress' | 'idle'>([
  ['IN_PROGRESS', 'in-progress'],
  ['IDLE', 'idle'],
]);

/** Known fields that Cordboard does not use. */
const UNUSED_TOP = new Set(['voiceActivity', 'voiceActivityDetectionSignal']);
const UNUSED_CONTENT = new Set([
  'groundingMetadata',
  'urlContextMetadata',
  'waitingForInput',
  'interimInputTranscription',
]);

/**
 * Reads one message, already parsed from JSON. What is wrong with it is named in `ignored`. Never
 * throws.
 */
export function readServerMessage(raw: unknown): ServerMessage {
  const draft = emptyDraft();
  const top = anyObject.safeParse(raw);
  if (!top.success) {
    draft.ignored.push('message that is not an object');
    return draft;
  }
  for (const [key, value] of Object.entries(top.data)) {
    if (!readTopField(draft, key, value) && !UNUSED_TOP.has(key)) {
      draft.ignored.push(key);
    }
  }
  return draft;
}

type Draft = { -readonly [Key in keyof ServerMessage]: ServerMessage[Key] } & {
  audio: string[];
  toolCalls: FunctionCall[];
  ignored: string[];
};

function emptyDraft(): Draft {
  return {
    setupComplete: false,
    interrupted: false,
    generationComplete: false,
    turnComplete: false,
    turnCompleteReason: null,
    interaction: null,
    audio: [],
    textParts: 0,
    callerText: '',
    agentText: '',
    handle: null,
    goAway: null,
    usage: null,
    toolCalls: [],
    cancelledToolCalls: [],
    ignored: [],
  };
}

/** Whether the field was understood. */
function readTopField(draft: Draft, key: string, value: unknown): boolean {
  switch (key) {
    case 'setupComplete':
      draft.setupComplete = true;
      return true;
    case 'serverContent':
      return readServerContent(draft, value);
    case 'usageMetadata':
      return accept(usageMetadata, value, (usage) => {
        draft.usage = tokenUsage(usage);
      });
    case 'sessionResumptionUpdate':
      return accept(resumptionUpdate, value, (update) => {
        const { newHandle = '', resumable = false } = update;
        draft.handle = resumable && newHandle !== '' ? newHandle : null;
      });
    case 'goAway':
      return accept(goAway, value, ({ timeLeft }) => {
        draft.goAway = { timeLeftMs: durationMs(timeLeft) };
      });
    case 'toolCall':
      return accept(toolCall, value, ({ functionCalls = [] }) => {
        for (const call of functionCalls) {
          readFunctionCall(draft, call);
        }
      });
    case 'toolCallCancellation':
      return accept(toolCallCancellation, value, ({ ids = [] }) => {
        draft.cancelledToolCalls = ids;
      });
    default:
      return false;
  }
}

/** A call that is wrong does not take the others of its message with it. */
function readFunctionCall(draft: Draft, value: unknown): void {
  const call = functionCall.safeParse(value);
  if (call.success) {
    draft.toolCalls.push(call.data);
  } else {
    draft.ignored.push('toolCall.functionCalls');
  }
}

function readServerContent(draft: Draft, value: unknown): boolean {
  return accept(anyObject, value, (content) => {
    for (const [key, field] of Object.entries(content)) {
      if (!readContentField(draft, key, field) && !UNUSED_CONTENT.has(key)) {
        draft.ignored.push(`serverContent.${key}`);
      }
    }
  });
}

function readContentField(draft: Draft, key: string, value: unknown): boolean {
  switch (key) {
    case 'modelTurn':
      return accept(modelTurn, value, ({ parts = [] }) => {
        for (const part of parts) {
          readAudio(draft, part.inlineData);
          draft.textParts += (part.text ?? '') !== '' && part.thought !== true ? 1 : 0;
        }
      });
    case 'inputTranscription':
      return accept(transcription, value, ({ text = '' }) => {
        draft.callerText += text;
      });
    case 'outputTranscription':
      return accept(transcription, value, ({ text = '' }) => {
        draft.agentText += text;
      });
    case 'interrupted':
      draft.interrupted = value === true;
      return typeof value === 'boolean';
    case 'generationComplete':
      draft.generationComplete = value === true;
      return typeof value === 'boolean';
    case 'turnComplete':
      draft.turnComplete = value === true;
      return typeof value === 'boolean';
    case 'turnCompleteReason':
      return accept(z.string(), value, (reason) => {
        draft.turnCompleteReason = reason === UNSPECIFIED_REASON ? null : reason;
      });
    case 'interactionStatus':
      return accept(z.string(), value, (status) => {
        draft.interaction = INTERACTIONS.get(status) ?? null;
      });
    default:
      return false;
  }
}

function readAudio(draft: Draft, part: z.infer<typeof inlineData> | undefined): void {
  if (part === undefined) {
    return;
  }
  // Recorded sessions have the type with and without a rate. Without one it is 24 kHz.
  const [type = 'audio/pcm', ...parameters] = (part.mimeType ?? 'audio/pcm').split(';');
  const rate = parameters.map((text) => /^\s*rate=(\d+)\s*$/.exec(text)?.[1]).find(Boolean);
  if (type.trim() === 'audio/pcm' && (rate === undefined || rate === '24000')) {
    draft.audio.push(part.data);
  } else {
    draft.ignored.push(`inlineData ${part.mimeType ?? ''}`);
  }
}

/** Null when nothing was counted: Vertex AI sends messages with a `trafficType` alone. */
function tokenUsage(usage: z.infer<typeof usageMetadata>): TokenUsage | null {
  const tokens = {
    promptTokens: (usage.promptTokenCount ?? 0) + (usage.toolUsePromptTokenCount ?? 0),
    promptAudioTokens: audioTokens(usage.promptTokensDetails),
    responseTokens: usage.responseTokenCount ?? usage.candidatesTokenCount ?? 0,
    responseAudioTokens: audioTokens(usage.responseTokensDetails ?? usage.candidatesTokensDetails),
    thoughtsTokens: usage.thoughtsTokenCount ?? 0,
  };
  return Object.values(tokens).some((count) => count > 0) ? tokens : null;
}

function audioTokens(details: z.infer<typeof tokenDetails>): number {
  let sum = 0;
  for (const { modality, tokenCount } of details ?? []) {
    sum += modality === 'AUDIO' ? (tokenCount ?? 0) : 0;
  }
  return sum;
}

/** A duration in ms; null when it is none, or negative. */
function durationMs(value: z.infer<typeof duration> | undefined): number | null {
  const text = typeof value === 'object' ? `${value.seconds ?? 0}s` : value;
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(text ?? '')?.[1];
  return seconds === undefined ? null : Math.round(Number(seconds) * 1000);
}

function accept<T>(schema: z.ZodType<T>, value: unknown, take: (parsed: T) => void): boolean {
  const parsed = schema.safeParse(value);
  if (parsed.success) {
    take(parsed.data);
  }
  return parsed.success;
}

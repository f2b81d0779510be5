/**
 * What a client may send (Gemini Live API reference, "Client messages"), strictly: a field that is
 * not listed is an error, as it is for the service.
 */
import type { RawData } from 'ws';
import { z } from 'zod';

const part = z.strictObject({ text: z.string() });
const content = z.strictObject({
  role: z.enum(['user', 'model']),
  parts: z.array(part).min(1),
});
const empty = z.strictObject({});
const sensitivity = (which: 'START' | 'END') =>
  z.enum([`${which}_SENSITIVITY_HIGH`, `${which}_SENSITIVITY_LOW`]);

/** A schema as OpenAPI 3.0 has it; the service refuses words of JSON Schema that are not in it. */
const parameters = z.strictObject({
  type: z.enum(['OBJECT', 'STRING', 'NUMBER', 'INTEGER', 'BOOLEAN', 'ARRAY']).optional(),
  description: z.string().optional(),
  nullable: z.boolean().optional(),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  pattern: z.string().optional(),
  required: z.array(z.string()).optional(),
  get properties() {
    return z.record(z.string(), parameters).optional();
  },
  get items() {
    return parameters.optional();
  },
  get anyOf() {
    return z.array(parameters).optional();
  },
});

const tool = z.union([
  z.strictObject({ googleSearch: empty }),
  z.strictObject({
    functionDeclarations: z
      .array(
        z.strictObject({
          name: z.string().regex(/^\w{1,64}$/),
          description: z.string(),
          behavior: z.enum(['BLOCKING', 'NON_BLOCKING']).optional(),
          parameters: parameters.optional(),
        }),
      )
      .min(1),
  }),
]);

const setup = z.strictObject({
  model: z
    .string()
    .regex(/^(models|projects\/[^/]+\/locations\/[^/]+\/publishers\/google\/models)\/[^\s/]+$/),
  generationConfig: z.strictObject({
    responseModalities: z.tuple([z.literal('AUDIO')]),
    temperature: z.number().min(0).max(2).optional(),
    speechConfig: z
      .strictObject({
        languageCode: z.string().optional(),
        voiceConfig: z.strictObject({
          prebuiltVoiceConfig: z.strictObject({ voiceName: z.string() }),
        }),
      })
      .optional(),
  }),
  systemInstruction: content.optional(),
  tools: z.array(tool).min(1).optional(),
  sessionResumption: z.strictObject({ handle: z.string().min(1).optional() }).optional(),
  inputAudioTranscription: z
    .strictObject({ languageCodes: z.array(z.string()).min(1).optional() })
    .optional(),
  outputAudioTranscription: empty.optional(),
  realtimeInputConfig: z
    .strictObject({
      automaticActivityDetection: z
        .strictObject({
          disabled: z.boolean().optional(),
          startOfSpeechSensitivity: sensitivity('START').optional(),
          endOfSpeechSensitivity: sensitivity('END').optional(),
          prefixPaddingMs: z.number().int().nonnegative().optional(),
          silenceDurationMs: z.number().int().nonnegative().optional(),
        })
        .optional(),
      activityHandling: z.enum(['START_OF_ACTIVITY_INTERRUPTS', 'NO_INTERRUPTION']).optional(),
      turnCoverage: z.enum(['TURN_INCLUDES_ONLY_ACTIVITY', 'TURN_INCLUDES_ALL_INPUT']).optional(),
    })
    .optional(),
  contextWindowCompression: z
    .strictObject({
      triggerTokens: z.string().regex(/^\d+$/).optional(),
      slidingWindow: z.strictObject({ targetTokens: z.string().regex(/^\d+$/).optional() }),
    })
    .optional(),
});

const realtimeInput = z
  .strictObject({
    audio: z
      .strictObject({ data: z.base64().min(1), mimeType: z.literal('audio/pcm;rate=16000') })
      .optional(),
    text: z.string().optional(),
    audioStreamEnd: z.literal(true).optional(),
    activityStart: empty.optional(),
    activityEnd: empty.optional(),
  })
  .refine((input) => Object.keys(input).length === 1, 'exactly one kind of input');

const clientContent = z.strictObject({
  turns: z.array(content).optional(),
  turnComplete: z.boolean().optional(),
});

const toolResponse = z.strictObject({
  functionResponses: z
    .array(
      z.strictObject({
        id: z.string().optional(),
        name: z.string(),
        response: z.record(z.string(), z.unknown()),
        scheduling: z.enum(['SILENT', 'WHEN_IDLE', 'INTERRUPT']).optional(),
      }),
    )
    .min(1),
});

const contextUpdate = z.strictObject({ systemInstruction: content });

/** The setup, as the client sent it. */
export type SetupMessage = z.infer<typeof setup>;

/** Text turns, as the client sent them. */
export type ClientContent = z.infer<typeof clientContent>;

/** Input as it is spoken, as the client sent it. */
export type RealtimeInput = z.infer<typeof realtimeInput>;

/** Results of tools, as the client sent them. */
export type ToolResponse = z.infer<typeof toolResponse>;

export type ClientMessage =
  | { readonly kind: 'setup'; readonly setup: SetupMessage }
  | { readonly kind: 'realtimeInput'; readonly input: RealtimeInput }
  | { readonly kind: 'clientContent'; readonly content: ClientContent }
  | { readonly kind: 'toolResponse'; readonly response: ToolResponse }
  | { readonly kind: 'contextUpdate'; readonly systemInstruction: string }
  | { readonly kind: 'invalid'; readonly reason: string };

/** Reads one text frame of the client. */
export function readClientMessage(data: RawData): ClientMessage {
  let raw: unknown;
  try {
    raw = JSON.parse(textOf(data));
  } catch {
    return { kind: 'invalid', reason: 'not JSON' };
  }
  const keys = typeof raw === 'object' && raw !== null ? Object.keys(raw) : [];
  const [key, ...others] = keys;
  if (key === undefined || others.length > 0) {
    return { kind: 'invalid', reason: `needs exactly one top-level key, has ${keys.length}` };
  }
  const value = (raw as Record<string, unknown>)[key];
  switch (key) {
    case 'setup':
      return checked(setup, value, (parsed) => ({ kind: 'setup', setup: parsed }));
    case 'realtimeInput':
      return checked(realtimeInput, value, (input) => ({ kind: 'realtimeInput', input }));
    case 'clientContent':
      return checked(clientContent, value, (parsed) => ({
        kind: 'clientContent',
        content: parsed,
      }));
    case 'toolResponse':
      return checked(toolResponse, value, (response) => ({ kind: 'toolResponse', response }));
    case 'contextUpdate':
      return checked(contextUpdate, value, ({ systemInstruction }) => ({
        kind: 'contextUpdate',
        systemInstruction: textOfContent(systemInstruction),
      }));
    default:
      return { kind: 'invalid', reason: `unknown key ${key}` };
  }
}

export function textOfContent({ parts }: { readonly parts: readonly { text: string }[] }): string {
  return parts.map((one) => one.text).join('\n');
}

function checked<T>(
  schema: z.ZodType<T>,
  value: unknown,
  build: (parsed: T) => ClientMessage,
): ClientMessage {
  const parsed = schema.safeParse(value);
  return parsed.success
    ? build(parsed.data)
    : { kind: 'invalid', reason: z.prettifyError(parsed.error) };
}

function textOf(data: RawData): string {
  return Buffer.isBuffer(data)
    ? data.toString('utf8')
    : Buffer.concat(Array.isArray(data) ? data : [Buffer.from(data)]).toString('utf8');
}

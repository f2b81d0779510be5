/**
 * The text messages of Asterisk's WebSocket channel driver (Asterisk docs, "WebSocket Channel
 * Driver", control messages): events that it sends and commands that it takes, each in a plain and
 * a JSON form. Asterisk before 22.8 / 20.18 knows only the plain form, even when JSON was
 * requested.
 */
import { z } from 'zod';
import { jsonIn } from '#main/util/json';

/** Form of the control messages. */
export type MediaControlFormat = 'json' | 'plain';

/** Longest command that Asterisk takes, bytes; it drops longer ones without an answer. */
export const MAX_COMMAND_BYTES = 128;

/** An event of a media channel. */
export type MediaEvent =
  | {
      readonly type: 'mediaStart';
      /** Null when Asterisk does not tell it (22.6, 21.x). */
      readonly channelId: string | null;
      readonly format: string;
      readonly frameBytes: number;
    }
  | { readonly type: 'status'; readonly queueLength: number; readonly paused: boolean }
  | { readonly type: 'xoff' }
  | { readonly type: 'xon' }
  | { readonly type: 'mark'; readonly id: string }
  | { readonly type: 'queueDrained' }
  | { readonly type: 'bufferingCompleted' }
  | { readonly type: 'dtmf'; readonly digit: string }
  | { readonly type: 'error'; readonly text: string }
  /** A kind that this code does not know, or nonsense. */
  | { readonly type: 'unknown' };

export type MediaCommand =
  | { readonly type: 'flush' }
  | { readonly type: 'pause' }
  | { readonly type: 'continue' }
  | { readonly type: 'status' }
  /** `id`: 1 to 64 characters of A-Z a-z 0-9 . _ : - */
  | { readonly type: 'mark'; readonly id: string };

/** An event and the form in which it came. */
type ParsedMediaEvent = {
  readonly event: MediaEvent;
  readonly format: MediaControlFormat;
};

const MARK_ID = /^[A-Za-z0-9._:-]{1,64}$/;
const UNKNOWN: MediaEvent = { type: 'unknown' };

const count = z
  .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
  .pipe(z.number().int().nonnegative());
const flag = z.union([
  z.boolean(),
  z.literal('true').transform(() => true),
  z.literal('false').transform(() => false),
]);

const fieldsByEvent = {
  MEDIA_START: z
    .object({
      channel_id: z.string().min(1).optional(),
      format: z.string(),
      optimal_frame_size: count,
    })
    .transform((f): MediaEvent => ({
      type: 'mediaStart',
      channelId: f.channel_id ?? null,
      format: f.format,
      frameBytes: f.optimal_frame_size,
    })),
  STATUS: z
    .object({ queue_length: count, media_paused: flag.optional() })
    .transform((f): MediaEvent => ({
      type: 'status',
      queueLength: f.queue_length,
      paused: f.media_paused ?? false,
    })),
  MEDIA_XOFF: z.object({}).transform((): MediaEvent => ({ type: 'xoff' })),
  MEDIA_XON: z.object({}).transform((): MediaEvent => ({ type: 'xon' })),
  MEDIA_MARK_PROCESSED: z
    .object({ correlation_id: z.string().optional() })
    .transform((f): MediaEvent => ({ type: 'mark', id: f.correlation_id ?? '' })),
  QUEUE_DRAINED: z.object({}).transform((): MediaEvent => ({ type: 'queueDrained' })),
  MEDIA_BUFFERING_COMPLETED: z
    .object({})
    .transform((): MediaEvent => ({ type: 'bufferingCompleted' })),
  DTMF_END: z
    .object({ digit: z.string().length(1) })
    .transform((f): MediaEvent => ({ type: 'dtmf', digit: f.digit })),
  ERROR: z
    .object({ error_text: z.string().optional() })
    .transform((f): MediaEvent => ({ type: 'error', text: (f.error_text ?? '').trim() })),
} as const;

const jsonEnvelope = z.looseObject({ event: z.string() });

/**
 * Parses one text message of Asterisk. A message that is not understood becomes `unknown`; never
 * throws.
 */
export function parseMediaEvent(text: string): ParsedMediaEvent {
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) {
    return { event: parseJsonEvent(trimmed), format: 'json' };
  }
  return { event: parsePlainEvent(trimmed), format: 'plain' };
}

/**
 * The text of a command; null when Asterisk would not take it (the id of a mark is too long or has
 * other characters).
 */
export function formatMediaCommand(
  command: MediaCommand,
  format: MediaControlFormat,
): string | null {
  switch (command.type) {
    case 'flush':
      return bareCommand('FLUSH_MEDIA', format);
    case 'pause':
      return bareCommand('PAUSE_MEDIA', format);
    case 'continue':
      return bareCommand('CONTINUE_MEDIA', format);
    case 'status':
      return bareCommand('GET_STATUS', format);
    case 'mark':
      if (!MARK_ID.test(command.id)) {
        return null;
      }
      return format === 'json'
        ? `{"command":"MARK_MEDIA","correlation_id":"${command.id}"}`
        : `MARK_MEDIA ${command.id}`;
  }
}

function bareCommand(name: string, format: MediaControlFormat): string {
  return format === 'json' ? `{"command":"${name}"}` : name;
}

function parseJsonEvent(text: string): MediaEvent {
  const envelope = jsonEnvelope.safeParse(jsonIn(text));
  return envelope.success ? toEvent(envelope.data.event, envelope.data) : UNKNOWN;
}

/** `NAME key:value key:value`, or `NAME value`; the text of an ERROR runs to the end. */
function parsePlainEvent(text: string): MediaEvent {
  const space = text.indexOf(' ');
  const name = space < 0 ? text : text.slice(0, space);
  const rest = space < 0 ? '' : text.slice(space + 1);
  if (name === 'MEDIA_MARK_PROCESSED') {
    return toEvent(name, { correlation_id: rest.trim() });
  }
  if (name === 'ERROR') {
    const at = rest.indexOf('error_text:');
    return toEvent(name, { error_text: at < 0 ? rest : rest.slice(at + 'error_text:'.length) });
  }
  const fields: Record<string, string> = {};
  for (const word of rest.split(' ')) {
    const colon = word.indexOf(':');
    if (colon > 0) {
      fields[word.slice(0, colon)] = word.slice(colon + 1);
    }
  }
  return toEvent(name, fields);
}

function toEvent(name: string, fields: Readonly<Record<string, unknown>>): MediaEvent {
  if (!isEventName(name)) {
    return UNKNOWN;
  }
  const parsed = fieldsByEvent[name].safeParse(fields);
  return parsed.success ? parsed.data : UNKNOWN;
}

function isEventName(name: string): name is keyof typeof fieldsByEvent {
  return Object.hasOwn(fieldsByEvent, name);
}

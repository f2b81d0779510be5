import { z } from 'zod';
import { withoutBidiControls } from '#main/util/bidi';
import type { AriChannel, AriEvents } from './gateway';

/** Events of AriEvents that come from Asterisk, not from the connection itself. */
export type AriCallEventName = Exclude<keyof AriEvents, 'health' | 'connected' | 'disconnected'>;

/** One event of Asterisk as plain data. */
export type AriCallEvent<Names extends AriCallEventName = AriCallEventName> = {
  [Name in Names]: { readonly name: Name; readonly payload: AriEvents[Name] };
}[Names];

/** What a message on the event socket turned out to be. */
export type ParsedAriEvent =
  | { readonly kind: 'call'; readonly event: AriCallEvent }
  /** Another program connected with our application name: nothing more will come. */
  | { readonly kind: 'replaced' }
  /** A kind that Cordboard does not use. */
  | { readonly kind: 'ignored'; readonly type: string }
  /** Not as the API describes it. `problem` holds field names and types only, no values. */
  | { readonly kind: 'malformed'; readonly type: string; readonly problem: string };

const callerSchema = z.object({
  name: z.string().default('').transform(withoutBidiControls),
  number: z.string().default(''),
});

/** The "Channel" model. Fields that Cordboard can do without have a default. */
export const ariChannelSchema = z
  .object({
    id: z.string().min(1),
    name: z.string().default(''),
    state: z.string().default('Unknown'),
    caller: callerSchema.default({ name: '', number: '' }),
    connected: callerSchema.default({ name: '', number: '' }),
    dialplan: z.object({ exten: z.string().default('') }).default({ exten: '' }),
  })
  .transform((raw): AriChannel => ({
    id: raw.id,
    name: raw.name,
    state: raw.state,
    callerNumber: raw.caller.number,
    callerName: raw.caller.name,
    connectedNumber: raw.connected.number,
    connectedName: raw.connected.name,
    extension: raw.dialplan.exten,
  }));

const anyEvent = z.object({ type: z.string() });
const channel = z.object({ id: z.string().min(1), state: z.string().default('Unknown') });
const channelOnly = z.object({ channel });

/** Parsers by event type (Asterisk REST API, "Events REST API", models). */
const PARSERS: Readonly<Record<string, z.ZodType<AriCallEvent>>> = {
  StasisStart: z
    .object({
      channel: ariChannelSchema,
      args: z.array(z.string()).default([]),
      replace_channel: z.object({ id: z.string() }).optional(),
    })
    .transform((raw) => ({
      name: 'stasisStart' as const,
      payload: {
        channel: raw.channel,
        args: raw.args,
        replaces: raw.replace_channel?.id ?? null,
      },
    })),
  StasisEnd: channelOnly.transform((raw) => ({
    name: 'stasisEnd' as const,
    payload: { channelId: raw.channel.id },
  })),
  BridgeAttendedTransfer: z
    .object({ transferer_first_leg: ariChannelSchema, transferer_second_leg: ariChannelSchema })
    .transform((raw) => ({
      name: 'attendedTransfer' as const,
      payload: { legs: [raw.transferer_first_leg, raw.transferer_second_leg] as const },
    })),
  ChannelLeftBridge: z
    .object({ channel, bridge: z.object({ id: z.string().min(1) }) })
    .transform((raw) => ({
      name: 'channelLeftBridge' as const,
      payload: { channelId: raw.channel.id, bridgeId: raw.bridge.id },
    })),
  ChannelStateChange: channelOnly.transform((raw) => ({
    name: 'channelStateChange' as const,
    payload: { channelId: raw.channel.id, state: raw.channel.state },
  })),
  ChannelHangupRequest: z
    .object({ channel, cause: z.int().default(0), soft: z.boolean().default(false) })
    .transform((raw) => ({
      name: 'channelHangupRequest' as const,
      payload: { channelId: raw.channel.id, cause: raw.cause, soft: raw.soft },
    })),
  ChannelDestroyed: z
    .object({ channel, cause: z.int().default(0), cause_txt: z.string().default('') })
    .transform((raw) => ({
      name: 'channelDestroyed' as const,
      payload: { channelId: raw.channel.id, cause: raw.cause, causeText: raw.cause_txt },
    })),
  ChannelTalkingStarted: channelOnly.transform((raw) => ({
    name: 'channelTalkingStarted' as const,
    payload: { channelId: raw.channel.id },
  })),
  ChannelTalkingFinished: z
    .object({ channel, duration: z.number().default(0) })
    .transform((raw) => ({
      name: 'channelTalkingFinished' as const,
      payload: { channelId: raw.channel.id, durationMs: raw.duration },
    })),
  ChannelDtmfReceived: z
    .object({ channel, digit: z.string().min(1), duration_ms: z.number().default(0) })
    .transform((raw) => ({
      name: 'channelDtmf' as const,
      payload: { channelId: raw.channel.id, digit: raw.digit, durationMs: raw.duration_ms },
    })),
  ChannelHold: channelOnly.transform((raw) => ({
    name: 'channelHold' as const,
    payload: { channelId: raw.channel.id },
  })),
  ChannelUnhold: channelOnly.transform((raw) => ({
    name: 'channelUnhold' as const,
    payload: { channelId: raw.channel.id },
  })),
};

const PARSERS_BY_TYPE = new Map(Object.entries(PARSERS));

/** Turns a parsed message of the event socket into plain data; never throws. */
export function parseAriEvent(raw: unknown): ParsedAriEvent {
  const base = anyEvent.safeParse(raw);
  if (!base.success) {
    return { kind: 'malformed', type: '', problem: 'an event without a type' };
  }
  const type = base.data.type;
  if (type === 'ApplicationReplaced') {
    return { kind: 'replaced' };
  }
  const parser = PARSERS_BY_TYPE.get(type);
  if (parser === undefined) {
    return { kind: 'ignored', type };
  }
  const parsed = parser.safeParse(raw);
  return parsed.success
    ? { kind: 'call', event: parsed.data }
    : { kind: 'malformed', type, problem: z.prettifyError(parsed.error) };
}

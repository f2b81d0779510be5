/**
 * What Asterisk keeps of a caller for us, in a variable of the caller's channel: enough to go on
 * with the call after a crash of this program, and the console that serves the caller.
 */
import { z } from 'zod';
import type { AriGateway } from '#main/ari/gateway';
import type { CallerInfo } from '#main/call/callLeg';
import type { CallMemory } from '#main/call/life/callMemory';
import type { CallWishes } from '#main/call/life/wishes';
import type { Log } from '#main/observability/log';
import { jsonIn } from '#main/util/json';
import { done, ok, type Result } from '#main/util/result';
import { BARGE_IN_MODES, RECORDING_STATES } from '#model/call';
import { VOICE_NAMES } from '#model/voices';

/** Name of the channel variable. */
const VARIABLE = 'CORDBOARD_CALLER';

const wishesSchema = z.object({
  held: z.boolean(),
  callerMuted: z.boolean(),
  agentMuted: z.boolean(),
  agentPaused: z.boolean(),
  recording: z.enum(RECORDING_STATES).nullable(),
  voice: z.enum(VOICE_NAMES).nullable(),
  // An earlier version did not keep it.
  model: z.string().nullable().default(null),
  instruction: z.string().nullable(),
  bargeIn: z.enum(BARGE_IN_MODES).nullable(),
}) satisfies z.ZodType<CallWishes>;

const callSchema = z.object({
  startedAt: z.number(),
  answeredAt: z.number().nullable(),
  wishes: wishesSchema,
  turnsBelow: z.int().nonnegative(),
}) satisfies z.ZodType<CallMemory>;

const memorySchema = z.object({
  /** Console that has the call; empty: it has given the call up. */
  consoleId: z.string(),
  callerNumber: z.string(),
  callerName: z.string(),
  dialedNumber: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  profileId: z.string(),
  /** What its call needs to go on; null if none has been kept yet. */
  call: callSchema.nullable().default(null).catch(null),
});

export type RememberedCaller = z.infer<typeof memorySchema>;

/** The memory of all callers of one console. */
export class CallerMemory {
  readonly #gateway: AriGateway;
  readonly #consoleId: string;
  readonly #log: Log;

  constructor(gateway: AriGateway, consoleId: string, log: Log) {
    this.#gateway = gateway;
    this.#consoleId = consoleId;
    this.#log = log;
  }

  /** The variable and its value, for a channel that is about to be created. */
  variables(caller: CallerInfo): Readonly<Record<string, string>> {
    return { [VARIABLE]: textOf(caller, this.#consoleId, null) };
  }

  /**
   * Remembers a caller who is in our application, and their call. Fails as Asterisk answers; after
   * a crash the call could then not go on as it is.
   */
  async keep(caller: CallerInfo, call: CallMemory): Promise<Result<void>> {
    return await this.#write(caller, this.#consoleId, call);
  }

  /** We no longer serve this caller; another console may take them. */
  async giveUp(caller: CallerInfo, call: CallMemory | null): Promise<void> {
    await this.#write(caller, '', call);
  }

  /**
   * What Asterisk remembers of this channel's caller; null if nothing. Fails as Asterisk answers.
   */
  async recall(channelId: string): Promise<Result<RememberedCaller | null>> {
    const kept = await this.#gateway.getVariable(channelId, VARIABLE);
    if (!kept.ok) {
      return kept.error.kind === 'not-found' ? ok(null) : kept;
    }
    return ok(memorySchema.safeParse(jsonIn(kept.value)).data ?? null);
  }

  /** Whether this console served the caller, in this run or an earlier one. */
  isOurs(remembered: RememberedCaller | null): boolean {
    return remembered?.consoleId === this.#consoleId;
  }

  async #write(
    caller: CallerInfo,
    consoleId: string,
    call: CallMemory | null,
  ): Promise<Result<void>> {
    const { callId } = caller;
    const text = textOf(caller, consoleId, call);
    const kept = await this.#gateway.setVariable(callId, VARIABLE, text);
    if (kept.ok || kept.error.kind === 'not-found') {
      return done;
    }
    this.#log.warn({ callId, error: kept.error }, 'Asterisk does not remember this caller');
    return kept;
  }
}

function textOf(caller: CallerInfo, consoleId: string, call: CallMemory | null): string {
  const { callerNumber, callerName, dialedNumber, direction, profileId } = caller;
  const memory: RememberedCaller = {
    consoleId,
    callerNumber,
    callerName,
    dialedNumber,
    direction,
    profileId,
    call,
  };
  return JSON.stringify(memory);
}

/**
 * What Asterisk keeps of a caller for us, in a variable of the caller's channel: enough to go on
 * with the call after a crash of this program, and the console that serves the caller.
 */
import { z } from 'zod';
import type { AriGateway } from '#main/ari/gateway';
import type { CallerInfo } from '#main/call/callLeg';
import type { Log } from '#main/observability/log';
import { ok, type Result } from '#main/util/result';

/** Name of the channel variable. */
const VARIABLE = 'CORDBOARD_CALLER';

const memorySchema = z.object({
  /** Console that has the call; empty: it has given the call up. */
  consoleId: z.string(),
  callerNumber: z.string(),
  callerName: z.string(),
  dialedNumber: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  profileId: z.string(),
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
    return { [VARIABLE]: this.#text(caller, this.#consoleId) };
  }

  /** Remembers a caller who is in our application. A failure is only logged. */
  async keep(caller: CallerInfo): Promise<void> {
    await this.#write(caller, this.#consoleId);
  }

  /** We no longer serve this caller; another console may take them. */
  async giveUp(caller: CallerInfo): Promise<void> {
    await this.#write(caller, '');
  }

  /**
   * What Asterisk remembers of this channel's caller; null if nothing. Fails as Asterisk answers.
   */
  async recall(channelId: string): Promise<Result<RememberedCaller | null>> {
    const kept = await this.#gateway.getVariable(channelId, VARIABLE);
    if (!kept.ok) {
      return kept.error.kind === 'not-found' ? ok(null) : kept;
    }
    try {
      const parsed = memorySchema.safeParse(JSON.parse(kept.value));
      return ok(parsed.success ? parsed.data : null);
    } catch {
      return ok(null);
    }
  }

  /** Whether this console served the caller, in this run or an earlier one. */
  isOurs(remembered: RememberedCaller | null): boolean {
    return remembered?.consoleId === this.#consoleId;
  }

  async #write(caller: CallerInfo, consoleId: string): Promise<void> {
    const kept = await this.#gateway.setVariable(
      caller.callId,
      VARIABLE,
      this.#text(caller, consoleId),
    );
    if (!kept.ok && kept.error.kind !== 'not-found') {
      this.#log.warn(
        { callId: caller.callId, error: kept.error },
        'Asterisk does not remember this caller; after a crash their call could not go on',
      );
    }
  }

  #text(caller: CallerInfo, consoleId: string): string {
    const { callerNumber, callerName, dialedNumber, direction, profileId } = caller;
    const memory: RememberedCaller = {
      consoleId,
      callerNumber,
      callerName,
      dialedNumber,
      direction,
      profileId,
    };
    return JSON.stringify(memory);
  }
}

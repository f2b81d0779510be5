/** What is known of one call, gathered when it comes. */
import { delay } from '#main/util/timeout';
import type { CallId } from '#model/call';
import type { CallFacts, EarlierCall } from '#model/callFacts';
import { answerOf } from '#model/lookUp';
import type { CallLeg } from '../callLeg';
import type { CallSettings } from '../callSettings';
import type { LiveCall } from '../liveCall';

/**
 * Longest time the agent's start waits for what has to be asked for, ms. The caller rings
 * meanwhile. What comes later is known from the next session of the agent on.
 */
const GATHER_LIMIT_MS = 200;

/** Most characters of a value that comes from the telephone network or the dialplan. */
const MAX_VALUE_CHARS = 1_000;

/** Finds the newest earlier calls with a number, apart from this call; none if it cannot. */
export type FindEarlierCalls = (number: string, callId: CallId) => Promise<readonly EarlierCall[]>;

/** What is known of a call at the moment, for those who may use it. */
export type Knowledge = {
  /** As far as the agent, and with it the service behind it, may know. */
  readonly forAgent: () => CallFacts;
  /** Everything, for requests of the program itself. */
  readonly forTools: () => CallFacts;
};

type CallKnowledgeOptions = {
  readonly leg: Pick<CallLeg, 'readVariable'>;
  readonly liveCall: Pick<LiveCall, 'call'>;
  readonly settings: () => Pick<CallSettings, 'knowledge'>;
  readonly findEarlierCalls: FindEarlierCalls;
};

/** What is known of one call; who is on the line, and the time, as they are when it is asked. */
export class CallKnowledge implements Knowledge {
  readonly #options: CallKnowledgeOptions;
  readonly #channel = new Map<string, string>();
  /** Those of this number; a transfer by phone may put somebody else on the line. */
  #earlier: { readonly number: string; readonly calls: readonly EarlierCall[] } | null = null;

  constructor(options: CallKnowledgeOptions) {
    this.#options = options;
  }

  /**
   * Asks for the rest; null if there is nothing to ask for. Resolves once it is known, or after the
   * limit; never rejects.
   */
  gather(): Promise<void> | null {
    const { channelVariables } = this.#settings;
    const { callerNumber } = this.#options.liveCall.call;
    const asked = [
      ...channelVariables.map((name) => this.#readVariable(name)),
      ...(this.#wantsEarlierCalls && callerNumber !== ''
        ? [this.#askForEarlierCalls(callerNumber)]
        : []),
    ];
    return asked.length === 0 ? null : untilLimit(Promise.all(asked));
  }

  readonly forTools = (): CallFacts => {
    const { callerNumber, callerName, dialedNumber, direction, profileName, lookUp } =
      this.#options.liveCall.call;
    const { timeZone } = this.#settings;
    return {
      caller: { number: plain(callerNumber), name: plain(callerName) },
      dialedNumber: plain(dialedNumber),
      direction,
      profileName,
      channel: this.#channel,
      lookUp: answerOf(lookUp),
      earlierCalls: this.#earlier?.number === callerNumber ? this.#earlier.calls : [],
      at: Date.now(),
      timeZone,
    };
  };

  readonly forAgent = (): CallFacts => {
    const facts = this.forTools();
    if (this.#settings.tellsCaller) {
      return facts;
    }
    // In an outgoing call the number that was dialled is theirs.
    const dialedNumber = facts.direction === 'outbound' ? '' : facts.dialedNumber;
    return { ...facts, caller: null, dialedNumber, earlierCalls: [] };
  };

  get #settings(): CallSettings['knowledge'] {
    return this.#options.settings().knowledge;
  }

  get #wantsEarlierCalls(): boolean {
    return this.#settings.earlierCalls && this.#settings.tellsCaller;
  }

  async #readVariable(name: string): Promise<void> {
    this.#channel.set(name, '');
    const value = await this.#options.leg.readVariable(name);
    this.#channel.set(name, value.ok ? plain(value.value) : '');
  }

  async #askForEarlierCalls(number: string): Promise<void> {
    const { findEarlierCalls, liveCall } = this.#options;
    this.#earlier = { number, calls: await findEarlierCalls(number, liveCall.call.id) };
  }
}

async function untilLimit(asked: Promise<unknown>): Promise<void> {
  const known = new AbortController();
  await Promise.race([asked, delay(GATHER_LIMIT_MS, known.signal)]);
  known.abort();
}

/** A value on one line: callers choose their name themselves. */
function plain(value: string): string {
  return value
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, MAX_VALUE_CHARS);
}

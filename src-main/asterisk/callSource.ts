/** Turns ARI events into callers' legs, and keeps Asterisk free of leftovers. */
import type { AriEvents, AriGateway } from '#main/ari/gateway';
import type {
  CalledParty,
  CallerInfo,
  CallLeg,
  CallSource,
  LegEnd,
  OutgoingLeg,
} from '#main/call/callLeg';
import type { CallMemory } from '#main/call/life/callMemory';
import type { MediaTransportFactory } from '#main/media/transport/mediaTransport';
import type { Log } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import type { SweepTotals } from '#model/sweepTotals';
import { CallerMemory } from './callerMemory';
import type { AsteriskMediaContext, EnteredWait } from './channelMedia';
import { CreatedIds } from './createdIds';
import { AsteriskCallLeg, type AsteriskLegContext } from './incomingLeg';
import { Leftovers, type LegBook } from './leftovers';
import { calledInfo, diallingOf, type OutgoingSettings } from './outgoingCalls';
import { AsteriskOutgoingLeg } from './outgoingLeg';
import { readStasisArguments } from './stasisArguments';

/**
 * How often the source checks whether a sweep is due, ms: a changed SESSION_CLEANUP_INTERVAL counts
 * at once.
 */
const TICK_MS = 1_000;

/**
 * Time between two sweeps while another console serves callers of our application, ms: if that
 * console lets them go, they wait for us.
 */
const WATCH_MS = 5_000;

/** Log line for a dialplan that needs a correction. The call goes on by its extension alone. */
const UNDOCUMENTED_ARGUMENTS =
  'the dialplan gave Stasis() undocumented arguments, and a caller may have written some of them; give it none, or ",,WHAT" (asterisk-config/README.md)';

export type AsteriskSourceOptions = {
  readonly gateway: AriGateway;
  readonly media: MediaTransportFactory;
  /**
   * Stasis application. It is part of every created id, so that consoles of two applications do not
   * sweep each other's channels.
   */
  readonly app: string;
  /** Id of this console; it stays the same in every run. */
  readonly consoleId: string;
  /** Time between two sweeps, ms; read anew each time (SESSION_CLEANUP_INTERVAL). */
  readonly sweepIntervalMs: () => number;
  readonly outgoing: () => OutgoingSettings;
  readonly log: Log;
};

/** The calls that Asterisk hands over. */
export class AsteriskCallSource implements CallSource {
  readonly #options: AsteriskSourceOptions;
  readonly #ids: CreatedIds;
  readonly #memory: CallerMemory;
  readonly #leftovers: Leftovers;
  /** Legs whose channel is in our application, as far as we know. */
  readonly #legs = new Map<string, AsteriskCallLeg>();
  readonly #owners: ((id: string) => boolean)[] = [];
  readonly #entering = new Map<string, () => void>();
  readonly #unsubscribe: (() => void)[] = [];
  #onIncoming: ((leg: CallLeg) => void) | null = null;
  #tickTimer: NodeJS.Timeout | null = null;
  /** Aborts pending work when the source stops. */
  readonly #stopped = new AbortController();
  #sweptMs = performance.now();

  constructor(options: AsteriskSourceOptions) {
    this.#options = options;
    const { gateway, app, consoleId, log } = options;
    this.#ids = new CreatedIds(app);
    this.#memory = new CallerMemory(gateway, consoleId, log);
    this.#leftovers = new Leftovers({
      gateway,
      ids: this.#ids,
      memory: this.#memory,
      book: this.#book(),
      log,
      stopped: this.#stopped.signal,
    });
  }

  /** Context for building media; conferences use it too, whose channels are not legs. */
  get mediaContext(): AsteriskMediaContext {
    return this.#legContext();
  }

  /**
   * Delivers a leg that was created elsewhere. Its creator must claim the leg's channels and
   * bridges by `addOwner`.
   */
  deliver(leg: CallLeg): void {
    this.#onIncoming?.(leg);
  }

  /**
   * Registers another creator of channels and bridges. The sweep leaves those alone for which
   * `owns` returns true.
   */
  addOwner(owns: (id: string) => boolean): void {
    this.#owners.push(owns);
  }

  get sweepTotals(): Readonly<SweepTotals> {
    return this.#leftovers.totals;
  }

  start(onIncoming: (leg: CallLeg) => void): void {
    this.#onIncoming = onIncoming;
    const { gateway } = this.#options;
    const hungUp = (event: { readonly channelId: string; readonly cause: number }): void => {
      const leg = this.#legs.get(event.channelId);
      this.#legs.delete(event.channelId);
      leg?.hungUp(event.cause);
    };
    this.#unsubscribe.push(
      gateway.on('stasisStart', (event) => {
        this.#channelEntered(event);
      }),
      gateway.on('stasisEnd', ({ channelId }) => {
        this.#channelGone(channelId, { by: 'caller' });
      }),
      gateway.on('channelDestroyed', hungUp),
      gateway.on('channelHangupRequest', hungUp),
      gateway.on('connected', () => {
        for (const leg of this.#legs.values()) {
          leg.eventsHere();
        }
        void this.#reconcile();
      }),
      gateway.on('health', ({ state }) => {
        if (state === 'taken') {
          for (const leg of this.#legs.values()) {
            leg.eventsAway();
          }
        }
      }),
    );
    this.#followCallers();
    this.#sweptMs = performance.now();
    this.#scheduleTick();
  }

  stop(): void {
    for (const unsubscribe of this.#unsubscribe.splice(0)) {
      unsubscribe();
    }
    if (this.#tickTimer !== null) {
      clearTimeout(this.#tickTimer);
    }
    this.#tickTimer = null;
    this.#stopped.abort();
    for (const leg of this.#legs.values()) {
      leg.dispose();
    }
    this.#onIncoming = null;
  }

  createOutgoing(party: CalledParty): Result<OutgoingLeg> {
    if (this.#options.gateway.health.state !== 'ready') {
      return fail(cordboardError('invalid-state', phrase('asterisk.events-elsewhere')));
    }
    const dialling = diallingOf(party, this.#options.outgoing());
    if (!dialling.ok) {
      return dialling;
    }
    const callId = this.#ids.create(party.kind === 'number' ? 'call' : 'consult');
    const called = calledInfo(callId, party);
    const variables = { ...dialling.value.variables, ...this.#memory.variables(called) };
    const leg = new AsteriskOutgoingLeg(
      called,
      { ...dialling.value, variables },
      {
        ...this.#legContext(),
        notMade: (end) => {
          this.#channelGone(callId, end);
        },
      },
    );
    this.#legs.set(callId, leg);
    return ok(leg);
  }

  #legContext(): AsteriskLegContext {
    const { gateway, media, outgoing, log } = this.#options;
    return {
      gateway,
      media,
      ids: this.#ids,
      settings: outgoing,
      log,
      keep: (caller, call) => this.#memory.keep(caller, call),
      givenUp: (caller, call) => {
        void this.#memory.giveUp(caller, call);
      },
      entered: (channelId) => this.#expectChannel(channelId),
    };
  }

  /** Subscribes to what callers do during a call: hold, keys, answer, talking. */
  #followCallers(): void {
    const { gateway, log } = this.#options;
    const talking = (channelId: string, on: boolean): void => {
      const leg = this.#legs.get(channelId);
      if (leg !== undefined) {
        log.debug({ callId: channelId, talking: on }, 'talking as Asterisk hears it');
        leg.talkingChanged(on);
      }
    };
    this.#unsubscribe.push(
      gateway.on('channelHold', ({ channelId }) => this.#legs.get(channelId)?.holdChanged(true)),
      gateway.on('channelUnhold', ({ channelId }) => this.#legs.get(channelId)?.holdChanged(false)),
      gateway.on('channelDtmf', ({ channelId, digit }) =>
        this.#legs.get(channelId)?.digitPressed(digit),
      ),
      gateway.on('channelStateChange', ({ channelId, state }) => {
        if (state === 'Up') {
          this.#legs.get(channelId)?.answered();
        }
      }),
      gateway.on('channelTalkingStarted', ({ channelId }) => {
        talking(channelId, true);
      }),
      gateway.on('channelTalkingFinished', ({ channelId }) => {
        talking(channelId, false);
      }),
    );
  }

  #channelEntered({ channel, args }: AriEvents['stasisStart']): void {
    const resolve = this.#entering.get(channel.id);
    if (resolve !== undefined) {
      resolve();
      return;
    }
    // A media channel of an earlier run, or one that was given up meanwhile: the sweep removes it.
    if (this.#ids.kindOf(channel.id) !== null) {
      return;
    }
    const before = this.#legs.get(channel.id);
    if (before !== undefined && !before.over) {
      return;
    }
    // The caller left and came back, and the event of their leaving was lost.
    before?.dispose();
    const { what, asDocumented } = readStasisArguments(args, channel);
    if (!asDocumented) {
      this.#options.log.warn(
        { callId: channel.id, extension: channel.extension, pii: { args } },
        UNDOCUMENTED_ARGUMENTS,
      );
    }
    this.#deliverCaller(
      {
        callId: channel.id,
        callerNumber: channel.callerNumber,
        callerName: channel.callerName,
        dialedNumber: channel.extension,
        demo: false,
        direction: 'inbound',
        profileId: what,
        adopted: false,
      },
      null,
    );
  }

  #deliverCaller(caller: CallerInfo, memory: CallMemory | null): void {
    const leg = new AsteriskCallLeg(caller, this.#legContext(), memory);
    this.#legs.set(caller.callId, leg);
    this.#onIncoming?.(leg);
  }

  #channelGone(channelId: string, end: LegEnd): void {
    const leg = this.#legs.get(channelId);
    this.#legs.delete(channelId);
    leg?.channelGone(end);
  }

  #expectChannel(channelId: string): EnteredWait {
    const promise = new Promise<void>((resolve) => {
      this.#entering.set(channelId, resolve);
    });
    return { promise, cancel: () => this.#entering.delete(channelId) };
  }

  /** After a gap in the events: ends the calls whose channel went away meanwhile, then sweeps. */
  async #reconcile(): Promise<void> {
    await this.#endAbsent({
      by: 'asterisk-lost',
      reason: phrase('call.gone-when-asterisk-came-back'),
    });
    await this.#sweep();
  }

  /** Ends the calls whose channel is no longer in our application. */
  async #endAbsent(end: LegEnd): Promise<void> {
    // Only calls that exist now: one that comes while Asterisk makes its list may be missing on it.
    const asked = [...this.#legs].filter(([, leg]) => leg.inAsterisk);
    const present = await this.#options.gateway.listApplicationChannels();
    if (!present.ok || this.#stopped.signal.aborted) {
      return;
    }
    const ids = new Set(present.value);
    for (const [channelId, leg] of asked) {
      if (!ids.has(channelId) && this.#legs.get(channelId) === leg) {
        this.#channelGone(channelId, end);
      }
    }
  }

  #scheduleTick(): void {
    this.#tickTimer = setTimeout(() => {
      void this.#tick().finally(() => {
        if (this.#tickTimer !== null) {
          this.#scheduleTick();
        }
      });
    }, TICK_MS);
  }

  async #tick(): Promise<void> {
    if (this.#options.gateway.health.state === 'taken') {
      // Events go to another console. As long as calls go on here, polling finds out who has hung
      // up.
      if (this.#legs.size > 0) {
        await this.#endAbsent({ by: 'caller' });
      }
    } else if (performance.now() - this.#sweptMs >= this.#sweepDueMs) {
      await this.#sweep();
    }
  }

  get #sweepDueMs(): number {
    const { sweepIntervalMs } = this.#options;
    return this.#leftovers.callersElsewhere > 0
      ? Math.min(WATCH_MS, sweepIntervalMs())
      : sweepIntervalMs();
  }

  async #sweep(): Promise<void> {
    this.#sweptMs = performance.now();
    await this.#leftovers.sweep();
  }

  #book(): LegBook {
    return {
      find: (channelId) => this.#legs.get(channelId),
      owns: (id) =>
        this.#entering.has(id) || [...this.#legs.values()].some((leg) => leg.ownedIds.includes(id)),
      takeUp: (caller, memory) => {
        this.#deliverCaller(caller, memory);
      },
      absent: (present) =>
        [...this.#legs].filter(([id, leg]) => leg.inAsterisk && !present.has(id)).map(([id]) => id),
      endLost: (callIds) => {
        for (const callId of callIds) {
          const reason = phrase('call.gone-from-asterisk');
          this.#channelGone(callId, { by: 'asterisk-lost', reason });
        }
      },
    };
  }
}

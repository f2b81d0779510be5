/** Turns ARI's events into callers' legs, and keeps Asterisk free of leftovers. */
import type { AriEvents, AriGateway } from '#main/ari/gateway';
import type {
  CalledParty,
  CallerInfo,
  CallLeg,
  CallSource,
  LegEnd,
  OutgoingLeg,
} from '#main/call/callLeg';
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
 * How often it is looked whether a sweep is due, ms: a changed SESSION_CLEANUP_INTERVAL counts at
 * once.
 */
const TICK_MS = 1_000;

/**
 * Between two sweeps while another console serves callers of our application, ms: when it lets them
 * go they wait.
 */
const WATCH_MS = 5_000;

/** The dialplan is to be mended; the call goes on as the extension alone says. */
const UNDOCUMENTED_ARGUMENTS =
  'the dialplan gave Stasis() other arguments than are agreed, and a caller may have written some of them; give it none, or ",,WHAT" (asterisk-config/README.md)';

/** What the source works with. */
export type AsteriskSourceOptions = {
  readonly gateway: AriGateway;
  readonly media: MediaTransportFactory;
  /**
   * Stasis application; part of the ids of what is created, so that consoles of two applications do
   * not sweep each other.
   */
  readonly app: string;
  /** Id of this console; the same in every run. */
  readonly consoleId: string;
  /** Time between two sweeps, ms; read anew each time (SESSION_CLEANUP_INTERVAL). */
  readonly sweepIntervalMs: () => number;
  readonly outgoing: () => OutgoingSettings;
  readonly log: Log;
};

/** Source of the calls that Asterisk hands over. */
export class AsteriskCallSource implements CallSource {
  readonly #options: AsteriskSourceOptions;
  readonly #ids: CreatedIds;
  readonly #memory: CallerMemory;
  readonly #leftovers: Leftovers;
  /** Legs whose channel is, as far as is known, in our application. */
  readonly #legs = new Map<string, AsteriskCallLeg>();
  readonly #owners: ((id: string) => boolean)[] = [];
  readonly #entering = new Map<string, () => void>();
  readonly #unsubscribe: (() => void)[] = [];
  #onIncoming: ((leg: CallLeg) => void) | null = null;
  #tickTimer: NodeJS.Timeout | null = null;
  /** Aborts what still waits when the source stops. */
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

  /** What audio is built with; also by those who build on channels that are not legs. */
  get mediaContext(): AsteriskMediaContext {
    return this.#legContext();
  }

  /**
   * Hands on a leg that was made elsewhere. What it makes in Asterisk is to be announced by
   * `addOwner`.
   */
  bring(leg: CallLeg): void {
    this.#onIncoming?.(leg);
  }

  /** Whoever else makes channels and bridges says which are his; the sweep leaves them alone. */
  addOwner(owns: (id: string) => boolean): void {
    this.#owners.push(owns);
  }

  /** What the sweeps have found since the start. */
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
      givenUp: (caller) => {
        void this.#memory.giveUp(caller);
      },
      entered: (channelId) => this.#expectChannel(channelId),
    };
  }

  /** What callers do in their calls. */
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
    // A media channel of a run before ours, or one that was given up meanwhile: the sweep removes
    // it.
    if (this.#ids.kindOf(channel.id) !== null) {
      return;
    }
    const before = this.#legs.get(channel.id);
    if (before !== undefined && !before.over) {
      return;
    }
    // He left us and came back, and that he left was not told.
    before?.dispose();
    const { what, asDocumented } = readStasisArguments(args, channel);
    if (!asDocumented) {
      this.#options.log.warn(
        { callId: channel.id, extension: channel.extension, pii: { args } },
        UNDOCUMENTED_ARGUMENTS,
      );
    }
    this.#takeIn({
      callId: channel.id,
      callerNumber: channel.callerNumber,
      callerName: channel.callerName,
      dialedNumber: channel.extension,
      demo: false,
      direction: 'inbound',
      profileId: what,
      adopted: false,
    });
  }

  #takeIn(caller: CallerInfo): void {
    const leg = new AsteriskCallLeg(caller, this.#legContext());
    this.#legs.set(caller.callId, leg);
    void this.#memory.keep(caller);
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

  /** After a gap in the events: calls whose channel is gone have ended, and nobody told us. */
  async #reconcile(): Promise<void> {
    await this.#endAbsent({
      by: 'asterisk-lost',
      reason: phrase('call.gone-when-asterisk-came-back'),
    });
    await this.#sweep();
  }

  /** Ends the calls whose channel is in our application no more. */
  async #endAbsent(end: LegEnd): Promise<void> {
    // Those of now: a call that comes while Asterisk makes its list may not be on it.
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
      // No events any more: who has hung up is asked for as long as calls go on here.
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
      takeUp: (caller) => {
        this.#takeIn(caller);
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

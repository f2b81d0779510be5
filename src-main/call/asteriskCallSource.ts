/** Turns ARI's events into callers' legs, and keeps Asterisk free of leftovers. */
import type { AriEvents, AriGateway } from '../ari/ariGateway';
import type { MediaTransportFactory } from '../media/mediaTransport';
import type { Log } from '../observability/log';
import type { Result } from '../util/result';
import { ok } from '../util/result';
import { delay } from '../util/timeout';
import type { AsteriskLegContext } from './asteriskCallLeg';
import { AsteriskCallLeg } from './asteriskCallLeg';
import type { EnteredWait } from './asteriskMedia';
import { AsteriskOutgoingLeg } from './asteriskOutgoingLeg';
import type { CalledParty, CallLeg, CallSource, LegEnd, OutgoingLeg } from './callLeg';
import { CreatedIds } from './createdIds';
import { FALLBACK } from './farewell';
import type { OutgoingSettings } from './outgoingCalls';
import { calledInfo, diallingOf } from './outgoingCalls';

/** A channel nobody owns is swept only when seen twice this far apart, ms: its StasisStart may still be on its way. */
const SWEEP_CONFIRM_MS = 2_000;

/** How often it is looked whether a sweep is due, ms: a changed SESSION_CLEANUP_INTERVAL counts at once. */
const TICK_MS = 1_000;

/** What the source works with. */
export type AsteriskSourceOptions = {
  readonly gateway: AriGateway;
  readonly media: MediaTransportFactory;
  /** Stasis application; part of the ids of what is created, so that consoles of two applications do not sweep each other. */
  readonly app: string;
  /** Time between two sweeps, ms; read anew each time (SESSION_CLEANUP_INTERVAL). */
  readonly sweepIntervalMs: () => number;
  readonly outgoing: () => OutgoingSettings;
  readonly log: Log;
};

/** What the sweep found that belongs to nobody. */
type Strays = { readonly channels: readonly string[]; readonly bridges: readonly string[] };

const NO_STRAYS: Strays = { channels: [], bridges: [] };

/** Source of the calls that Asterisk hands over. */
export class AsteriskCallSource implements CallSource {
  readonly #options: AsteriskSourceOptions;
  readonly #ids: CreatedIds;
  /** Legs whose channel is, as far as is known, in our application. */
  readonly #legs = new Map<string, AsteriskCallLeg>();
  readonly #entering = new Map<string, () => void>();
  readonly #unsubscribe: (() => void)[] = [];
  #onIncoming: ((leg: CallLeg) => void) | null = null;
  #tickTimer: NodeJS.Timeout | null = null;
  /** Aborts what still waits when the source stops. */
  readonly #stopped = new AbortController();
  #sweptMs = performance.now();

  constructor(options: AsteriskSourceOptions) {
    this.#options = options;
    this.#ids = new CreatedIds(options.app);
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
    const dialling = diallingOf(party, this.#options.outgoing());
    if (!dialling.ok) {
      return dialling;
    }
    const callId = this.#ids.create(party.kind === 'number' ? 'call' : 'consult');
    const leg = new AsteriskOutgoingLeg(calledInfo(callId, party), dialling.value, {
      ...this.#legContext(),
      notMade: (end) => {
        this.#channelGone(callId, end);
      },
    });
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
    // A media channel of a run before ours, or one that was given up meanwhile: the sweep removes it.
    if (this.#ids.kindOf(channel.id) !== null) {
      return;
    }
    const before = this.#legs.get(channel.id);
    if (before !== undefined && !before.over) {
      return;
    }
    // He left us and came back, and that he left was not told.
    before?.dispose();
    const leg = new AsteriskCallLeg(
      {
        callId: channel.id,
        callerNumber: channel.callerNumber === '' ? (args[0] ?? '') : channel.callerNumber,
        callerName: channel.callerName,
        dialedNumber: args[1] ?? channel.extension,
        demo: false,
        direction: 'inbound',
        profileId: args[2] ?? '',
        adopted: false,
      },
      this.#legContext(),
    );
    this.#legs.set(channel.id, leg);
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
      reason: 'the call was gone when Asterisk came back',
    });
    await this.#sweep();
  }

  /** Ends the calls whose channel is in our application no more. */
  async #endAbsent(end: LegEnd): Promise<void> {
    // Those of now: a call that comes while Asterisk makes its list may not be on it.
    const asked = [...this.#legs];
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
    } else if (performance.now() - this.#sweptMs >= this.#options.sweepIntervalMs()) {
      await this.#sweep();
    }
  }

  /** Removes what an earlier run, or a release that failed, left in Asterisk. */
  async #sweep(): Promise<void> {
    this.#sweptMs = performance.now();
    const before = await this.#strays();
    if (before.channels.length + before.bridges.length === 0) {
      return;
    }
    await delay(SWEEP_CONFIRM_MS, this.#stopped.signal);
    const after = await this.#strays();
    const channels = after.channels.filter((id) => before.channels.includes(id));
    const bridges = after.bridges.filter((id) => before.bridges.includes(id));
    if (channels.length + bridges.length === 0) {
      return;
    }
    const { gateway, log } = this.#options;
    log.warn({ channels, bridges }, 'removing leftovers from Asterisk');
    for (const id of channels) {
      await this.#removeChannel(id);
    }
    for (const id of bridges) {
      await gateway.destroyBridge(id);
    }
  }

  async #removeChannel(id: string): Promise<void> {
    const { gateway } = this.#options;
    const leg = this.#legs.get(id);
    if (this.#ids.kindOf(id) !== null) {
      await gateway.hangUp(id);
    } else if (leg !== undefined) {
      await leg.letGo();
    } else {
      // A caller without a call must not wait for ever: the dialplan's fallback speaks to him.
      await gateway.continueInDialplan(id, FALLBACK);
    }
  }

  /**
   * What is of our application and belongs to no call. A bridge that still holds a media channel is a call of another console of
   * the same application, which goes on there: media channels do not outlive their console.
   */
  async #strays(): Promise<Strays> {
    const { gateway } = this.#options;
    if (gateway.health.state !== 'ready' || this.#stopped.signal.aborted) {
      return NO_STRAYS;
    }
    const [channels, bridges] = await Promise.all([
      gateway.listApplicationChannels(),
      gateway.listBridges(),
    ]);
    // Without the bridges nobody can say whose a channel is.
    if (!channels.ok || !bridges.ok) {
      return NO_STRAYS;
    }
    const owned = new Set([...this.#legs.values()].flatMap((leg) => leg.ownedIds));
    const made = bridges.value.filter(({ id }) => this.#ids.kindOf(id) === 'bridge');
    const elsewhere = new Set(
      made
        .filter(({ channelIds }) => channelIds.some((id) => this.#ids.kindOf(id) === 'media'))
        .flatMap(({ id, channelIds }) => [id, ...channelIds]),
    );
    const stray = (id: string): boolean =>
      !owned.has(id) &&
      !elsewhere.has(id) &&
      !this.#entering.has(id) &&
      (this.#legs.get(id)?.over ?? true);
    return {
      channels: channels.value.filter(stray),
      bridges: made.map(({ id }) => id).filter(stray),
    };
  }
}

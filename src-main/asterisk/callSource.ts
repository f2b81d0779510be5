/** Turns ARI events into callers' legs, and keeps Asterisk free of leftovers. */
import type { AriChannel, AriEvents, AriGateway } from '#main/ari/gateway';
import type { CalledParty, CallerInfo, CallLeg, CallSource, OutgoingLeg } from '#main/call/callLeg';
import type { CallMemory } from '#main/call/life/callMemory';
import type { MediaTransportFactory } from '#main/media/transport/mediaTransport';
import type { Log } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { givenNumber } from '#model/callerNumber';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { SweepTotals } from '#model/sweepTotals';
import { CallerMemory } from './callerMemory';
import type { EnteredWait } from './channelMedia';
import { CALL_VARIABLE, CreatedIds } from './createdIds';
import { askedBy } from './dialplan';
import { DialplanCheck } from './dialplanCheck';
import { Fallback } from './fallback';
import { AsteriskCallLeg, type AsteriskLegContext } from './incomingLeg';
import { Leftovers } from './leftovers';
import { Legs } from './legs';
import { NewParties } from './newParties';
import { calledInfo, diallingOf, type OutgoingSettings } from './outgoingCalls';
import { AsteriskOutgoingLeg } from './outgoingLeg';
import { SourceUpkeep } from './sourceUpkeep';
import { readStasisArguments } from './stasisArguments';
import { Whereabouts } from './whereabouts';

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
  /** What the dialplan lacks of what the settings name; null if nothing. */
  readonly onDialplan: (missing: Phrase | null) => void;
  readonly log: Log;
};

/** The calls that Asterisk hands over. */
export class AsteriskCallSource implements CallSource {
  readonly #options: AsteriskSourceOptions;
  readonly #ids: CreatedIds;
  readonly #memory: CallerMemory;
  readonly #leftovers: Leftovers;
  readonly #newParties: NewParties;
  readonly #legs = new Legs();
  readonly #whereabouts: Whereabouts;
  readonly #fallback: Fallback;
  readonly #dialplan: DialplanCheck;
  readonly #upkeep: SourceUpkeep;
  readonly #owners: ((id: string) => boolean)[] = [];
  readonly #entering = new Map<string, () => void>();
  readonly #unsubscribe: (() => void)[] = [];
  #onIncoming: ((leg: CallLeg) => void) | null = null;
  /** Aborts pending work when the source stops. */
  readonly #stopped = new AbortController();

  constructor(options: AsteriskSourceOptions) {
    this.#options = options;
    const { gateway, app, consoleId, log } = options;
    this.#ids = new CreatedIds(app);
    this.#memory = new CallerMemory(gateway, consoleId, log);
    const stopped = this.#stopped.signal;
    this.#fallback = new Fallback(gateway, () => options.outgoing().fallbackContext, log);
    this.#dialplan = new DialplanCheck({
      gateway,
      ids: this.#ids,
      settings: options.outgoing,
      onChecked: options.onDialplan,
      log,
      stopped,
    });
    this.#whereabouts = new Whereabouts({ gateway, legs: this.#legs, stopped });
    this.#newParties = new NewParties(gateway, stopped);
    this.#leftovers = new Leftovers({
      gateway,
      ids: this.#ids,
      memory: this.#memory,
      legs: this.#legs,
      fallback: this.#fallback,
      whereabouts: this.#whereabouts,
      isOwned: (id) => this.#entering.has(id) || this.#owners.some((owns) => owns(id)),
      takeUp: (caller, memory, channelId) => {
        this.#deliverCaller(caller, memory, channelId);
      },
      log,
      stopped,
    });
    this.#upkeep = new SourceUpkeep({
      gateway,
      legs: this.#legs,
      whereabouts: this.#whereabouts,
      dialplan: this.#dialplan,
      leftovers: this.#leftovers,
      sweepIntervalMs: options.sweepIntervalMs,
    });
  }

  /** Context for building media; conferences use it too, whose channels are not legs. */
  get mediaContext(): AsteriskLegContext {
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
    const hungUp = ({
      channelId,
      cause,
    }: AriEvents['channelDestroyed' | 'channelHangupRequest']) => {
      this.#legs.hungUp(channelId, cause);
    };
    this.#unsubscribe.push(
      gateway.on('stasisStart', (event) => {
        this.#channelEntered(event);
      }),
      gateway.on('stasisEnd', ({ channelId }) => {
        this.#channelLeft(channelId);
      }),
      gateway.on('attendedTransfer', (event) => {
        this.#newParties.connected(event, this.#legs);
      }),
      gateway.on('channelDestroyed', hungUp),
      gateway.on('channelHangupRequest', hungUp),
    );
    this.#followLink();
    this.#followCallers();
    this.#upkeep.start();
  }

  stop(): void {
    for (const unsubscribe of this.#unsubscribe.splice(0)) {
      unsubscribe();
    }
    this.#upkeep.stop();
    this.#stopped.abort();
    for (const leg of this.#legs) {
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
    const variables = {
      ...dialling.value.variables,
      ...askedBy(callId),
      ...this.#memory.variables(called),
    };
    const leg = new AsteriskOutgoingLeg(
      called,
      { ...dialling.value, variables },
      this.#legContext(),
    );
    this.#legs.add(leg);
    return ok(leg);
  }

  #legContext(): AsteriskLegContext {
    const { gateway, media, outgoing, log } = this.#options;
    return {
      gateway,
      media,
      ids: this.#ids,
      settings: outgoing,
      fallback: this.#fallback,
      log,
      keep: (caller, call) => this.#memory.keep(caller, call),
      givenUp: (caller, call) => {
        void this.#memory.giveUp(caller, call);
      },
      entered: (channelId) => this.#expectChannel(channelId),
      gone: (channelId, end) => {
        this.#legs.gone(channelId, end);
      },
      channelOf: (callId) => this.#legs.channelOf(callId),
    };
  }

  /**
   * Follows the link to Asterisk. A dropped event socket, a dead one and another console that has
   * the events are the same for a call: it goes on, and what only events tell is not known.
   */
  #followLink(): void {
    const { gateway } = this.#options;
    const eventsAway = (to: 'other-console' | 'nowhere'): void => {
      for (const leg of [...this.#legs]) {
        leg.eventsAway(to);
      }
    };
    this.#unsubscribe.push(
      gateway.on('connected', () => {
        for (const leg of this.#legs) {
          leg.eventsHere();
        }
        void this.#upkeep.reconcile();
        void this.#dialplan.connected();
      }),
      gateway.on('disconnected', () => {
        eventsAway(gateway.health.state === 'taken' ? 'other-console' : 'nowhere');
      }),
      gateway.on('health', ({ state }) => {
        if (state === 'taken') {
          eventsAway('other-console');
        }
      }),
    );
  }

  /** Subscribes to what callers do during a call: hold, keys, answer, talking. */
  #followCallers(): void {
    const { gateway, log } = this.#options;
    const talking = (channelId: string, on: boolean): void => {
      const leg = this.#legs.find(channelId);
      if (leg !== undefined) {
        log.debug({ callId: channelId, talking: on }, 'talking as Asterisk hears it');
        leg.talkingChanged(on);
      }
    };
    this.#unsubscribe.push(
      gateway.on('channelHold', ({ channelId }) => this.#legs.find(channelId)?.holdChanged(true)),
      gateway.on('channelUnhold', ({ channelId }) =>
        this.#legs.find(channelId)?.holdChanged(false),
      ),
      gateway.on('channelDtmf', ({ channelId, digit }) =>
        this.#legs.find(channelId)?.digitPressed(digit),
      ),
      gateway.on('channelStateChange', ({ channelId, state }) => {
        const leg = this.#legs.find(channelId);
        if (state === 'Up' && leg !== undefined) {
          leg.answered();
          void this.#newParties.answered(leg);
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

  #channelEntered({ channel, args, replaces }: AriEvents['stasisStart']): void {
    const resolve = this.#entering.get(channel.id);
    if (resolve !== undefined) {
      resolve();
      return;
    }
    const kind = this.#ids.kindOf(channel.id);
    if (kind !== null && kind !== 'call') {
      // Of an earlier run, or given up meanwhile: the sweep removes it.
      return;
    }
    const replaced = this.#legs.find(replaces ?? '');
    if (replaced !== undefined && !replaced.over) {
      this.#goOn(replaced, channel);
      return;
    }
    const before = this.#legs.find(channel.id);
    if (before !== undefined && !before.over && !this.#whereabouts.hasLeft(before)) {
      return;
    }
    // The caller left and came back, and the event of their leaving was lost, or has just come.
    this.#legs.gone(channel.id, { by: 'moved' });
    before?.dispose();
    const caller: CallerInfo = {
      callId: channel.id,
      callerNumber: givenNumber(channel.callerNumber),
      callerName: channel.callerName,
      dialedNumber: channel.extension,
      demo: false,
      trial: null,
      direction: 'inbound',
      profileId: this.#askedFor(args, channel),
      adopted: false,
    };
    if (kind === 'call') {
      void this.#deliverParty(caller);
    } else if (channel.state === 'Up') {
      void this.#deliverReturned(caller);
    } else {
      this.#deliverCaller(caller, null, channel.id);
    }
  }

  /** What the dialplan asks for: a profile, or something else than the agent; often nothing. */
  #askedFor(args: readonly string[], channel: AriChannel): string {
    const { what, asDocumented } = readStasisArguments(args, channel);
    if (!asDocumented) {
      this.#options.log.warn(
        { callId: channel.id, extension: channel.extension, pii: { args } },
        UNDOCUMENTED_ARGUMENTS,
      );
    }
    return what;
  }

  /** @param channelId The call's channel, if another one than the first. */
  #deliverCaller(caller: CallerInfo, memory: CallMemory | null, channelId: string): void {
    const leg = new AsteriskCallLeg(caller, this.#legContext(), memory);
    leg.goOnWith(channelId);
    this.#legs.add(leg);
    this.#onIncoming?.(leg);
  }

  /**
   * Whoever comes with an answered channel may have been here before, also in an earlier run: the
   * dialplan has sent them back. Their channel knows.
   */
  async #deliverReturned(caller: CallerInfo): Promise<void> {
    const { callId } = caller;
    const leg = new AsteriskCallLeg(caller, this.#legContext());
    // Before the first await: the sweep must not take them for left behind.
    this.#legs.add(leg);
    const remembered = await this.#memory.recall(callId);
    if (!this.#legs.has(leg, callId)) {
      return;
    }
    if (remembered.ok) {
      leg.recalled(remembered.value?.call ?? null);
    } else {
      // They wait to be talked to; that counts for more than how they were talked to before.
      this.#options.log.warn({ callId, error: remembered.error }, 'caller could not be recalled');
    }
    this.#onIncoming?.(leg);
  }

  /**
   * A party whom we have called and sent on, and whom the dialplan sends back: a caller like any
   * other. One whom we have not talked with answered just when the call was given up: the sweep
   * hangs them up.
   */
  async #deliverParty(caller: CallerInfo): Promise<void> {
    const { callId } = caller;
    // The sweep must not take them for left behind meanwhile.
    this.#entering.set(callId, () => undefined);
    const remembered = await this.#memory.recall(callId);
    this.#entering.delete(callId);
    const known = remembered.ok ? remembered.value : null;
    if (known?.call?.answeredAt === undefined || known.call.answeredAt === null) {
      return;
    }
    if (!this.#stopped.signal.aborted && this.#legs.find(callId) === undefined) {
      const { callerNumber, callerName, direction } = known;
      this.#deliverCaller({ ...caller, callerNumber, callerName, direction }, known.call, callId);
    }
  }

  /** A transfer by phone has put another channel in the place of this leg's. The call goes on. */
  #goOn(leg: AsteriskCallLeg, channel: AriChannel): void {
    const { caller } = leg;
    this.#options.log.info(
      { callId: caller.callId, channelId: channel.id },
      'the call goes on with another channel',
    );
    const before = leg.channelId;
    this.#legs.replace(leg, channel.id);
    void this.#options.gateway.setVariable(channel.id, CALL_VARIABLE, caller.callId);
    this.#newParties.came(leg, channel, before);
  }

  #channelLeft(channelId: string): void {
    const leg = this.#legs.find(channelId);
    if (leg?.leaves === true) {
      this.#legs.gone(channelId, { by: 'moved' });
    } else if (leg !== undefined) {
      void this.#whereabouts.left(leg);
    }
  }

  #expectChannel(channelId: string): EnteredWait {
    const promise = new Promise<void>((resolve) => {
      this.#entering.set(channelId, resolve);
    });
    return { promise, cancel: () => this.#entering.delete(channelId) };
  }
}

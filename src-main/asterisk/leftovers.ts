/**
 * Leftovers: what is in Asterisk under our application's name and belongs to no call of this
 * console. These are callers of a crashed run, whose calls go on here, and channels and bridges
 * that nobody needs any more.
 */
import type { AriBridge, AriFoundChannel, AriGateway } from '#main/ari/gateway';
import type { CallerInfo } from '#main/call/callLeg';
import type { CallMemory } from '#main/call/life/callMemory';
import type { Log } from '#main/observability/log';
import { mapLimited } from '#main/util/limited';
import { ok, type Result } from '#main/util/result';
import { delay } from '#main/util/timeout';
import { givenNumber } from '#model/callerNumber';
import { phrase } from '#model/phrases/phrase';
import type { SweepTotals } from '#model/sweepTotals';
import type { CallerMemory, RememberedCaller } from './callerMemory';
import { CALL_VARIABLE, type CreatedIds, type CreatedKind } from './createdIds';
import type { Fallback } from './fallback';
import type { Legs } from './legs';
import type { Whereabouts } from './whereabouts';

/**
 * A leftover is touched only when two looks this far apart have found it, ms: its StasisStart may
 * still be on its way.
 */
const CONFIRM_MS = 2_000;

/** Channels that are looked at or cleared up at once. */
const MOST_AT_ONCE = 8;

/** Names of channels that are no telephones; they never count as callers. */
const NOT_CALLERS = /^(Snoop|UnicastRTP|WebSocket|AudioSocket|Recorder|Announcer|ARI)\//;

/** The application's channels and our bridges at one moment. */
type Picture = {
  readonly channelIds: readonly string[];
  readonly bridges: readonly AriBridge[];
};

/** What was found at one look. */
type Found = {
  readonly strays: readonly Stray[];
  /** Channels of which Asterisk did not tell whose they are: nothing of theirs is touched. */
  readonly untold: readonly string[];
};

/** A channel that belongs to no call of this console. */
type Stray = {
  readonly channel: AriFoundChannel;
  readonly kind: CreatedKind | 'caller';
  /** What Asterisk remembers of its caller; null if nothing. */
  readonly remembered: RememberedCaller | null;
  /** The call to which the channel belongs. */
  readonly callId: string;
};

export type LeftoversOptions = {
  readonly gateway: AriGateway;
  readonly ids: CreatedIds;
  readonly memory: CallerMemory;
  readonly legs: Legs;
  readonly fallback: Fallback;
  readonly whereabouts: Whereabouts;
  /** Whether somebody else of this console has created this channel or bridge, or creates it. */
  readonly isOwned: (id: string) => boolean;
  /** Serves a caller who was found. */
  readonly takeUp: (caller: CallerInfo, memory: CallMemory | null, channelId: string) => void;
  readonly log: Log;
  /** Aborted once nothing may be touched any more. */
  readonly stopped: AbortSignal;
};

/** Finds leftovers and clears them up. */
export class Leftovers {
  readonly #options: LeftoversOptions;
  readonly #totals: SweepTotals = {
    sweeps: 0,
    callersTakenUp: 0,
    channelsGivenBack: 0,
    mediaChannels: 0,
    calledParties: 0,
    bridges: 0,
    callsWithoutChannel: 0,
  };
  #running: Promise<void> = Promise.resolve();
  /** The sweep that waits for the running one; null if none does. */
  #next: Promise<void> | null = null;
  #callersElsewhere = 0;

  constructor(options: LeftoversOptions) {
    this.#options = options;
  }

  get totals(): Readonly<SweepTotals> {
    return this.#totals;
  }

  /**
   * Number of callers that another console served at the last sweep, or whose owner Asterisk did
   * not tell. If nobody serves them, we do.
   */
  get callersElsewhere(): number {
    return this.#callersElsewhere;
  }

  /** Runs a sweep. One that runs already may have looked too early: this one comes after it. */
  sweep(): Promise<void> {
    this.#next ??= this.#running.then(() => {
      this.#next = null;
      this.#running = this.#sweep();
      return this.#running;
    });
    return this.#next;
  }

  async #sweep(): Promise<void> {
    const before = { ...this.#totals };
    const picture = await this.#look();
    if (picture === null) {
      return;
    }
    await this.#endLost(picture);
    const { memory } = this.#options;
    const { strays, untold } = await this.#strays(picture.channelIds);
    // Callers of this console's earlier run: they wait, and no other console will serve them.
    const served = await mapLimited(
      strays,
      MOST_AT_ONCE,
      async (stray) => memory.isOurs(stray.remembered) && (await this.#takeUp(stray, picture)),
    );
    const left = strays.filter((_, index) => served[index] === false);
    const bridges = this.#strayBridges(picture);
    this.#callersElsewhere = untold.length;
    if (left.length + bridges.length > 0) {
      await this.#clearUp({ strays: left, untold }, bridges);
    }
    this.#totals.sweeps += 1;
    this.#report(before, picture);
  }

  #report(before: SweepTotals, { channelIds, bridges }: Picture): void {
    const found = Object.fromEntries(
      Object.entries(this.#totals).map(([name, total]) => [
        name,
        total - before[name as keyof SweepTotals],
      ]),
    );
    const { log } = this.#options;
    const counts = { channels: channelIds.length, bridges: bridges.length };
    log.info(
      { ...counts, found, callersElsewhere: this.#callersElsewhere },
      'looked for leftovers in Asterisk',
    );
  }

  /** Null if Asterisk cannot give both lists: the owner of a channel is unknown then. */
  async #look(): Promise<Picture | null> {
    const { gateway, ids, stopped } = this.#options;
    if (gateway.health.state !== 'ready' || stopped.aborted) {
      return null;
    }
    const [channels, bridges] = await Promise.all([
      gateway.listApplicationChannels(),
      gateway.listBridges(),
    ]);
    return channels.ok && bridges.ok
      ? {
          channelIds: channels.value,
          bridges: bridges.value.filter(({ id }) => ids.kindOf(id) === 'bridge'),
        }
      : null;
  }

  /** Ends the calls whose channel is gone without an event. */
  async #endLost({ channelIds }: Picture): Promise<void> {
    const { legs, whereabouts } = this.#options;
    const present = new Set(channelIds);
    const missing = [...legs].filter((leg) => !present.has(leg.channelId));
    await whereabouts.ask(missing, {
      by: 'asterisk-lost',
      reason: phrase('call.gone-from-asterisk'),
    });
    this.#totals.callsWithoutChannel += missing.filter(
      (leg) => legs.find(leg.channelId) !== leg,
    ).length;
  }

  async #strays(channelIds: readonly string[]): Promise<Found> {
    const ids = channelIds.filter((id) => this.#isStray(id));
    const asked = await mapLimited(ids, MOST_AT_ONCE, (id) => this.#stray(id));
    return {
      strays: asked.flatMap((stray) => (stray.ok && stray.value !== null ? [stray.value] : [])),
      untold: ids.filter((_, index) => asked[index]?.ok === false),
    };
  }

  /** Null if the channel is not in our application. Fails if Asterisk does not say whose it is. */
  async #stray(id: string): Promise<Result<Stray | null>> {
    const { ids, memory, gateway } = this.#options;
    const found = await gateway.findChannel(id);
    if (!found.ok) {
      return found.error.kind === 'not-found' ? ok(null) : found;
    }
    const channel = found.value;
    if (!['here', 'arriving'].includes(channel.place)) {
      return ok(null);
    }
    const kind = ids.kindOf(id) ?? 'caller';
    const call = await gateway.getVariable(id, CALL_VARIABLE);
    if (!call.ok && call.error.kind !== 'not-found') {
      return call;
    }
    const remembered = kind === 'media' ? ok(null) : await memory.recall(id);
    return remembered.ok
      ? ok({ channel, kind, callId: call.ok ? call.value : id, remembered: remembered.value })
      : remembered;
  }

  #isStray(id: string): boolean {
    const { legs, isOwned } = this.#options;
    return (legs.find(id)?.over ?? true) && !isOwned(id) && !legs.own(id);
  }

  #strayBridges({ bridges }: Picture): readonly string[] {
    return bridges.map(({ id }) => id).filter((id) => this.#isStray(id));
  }

  /** Looks once more, and clears up what is still there and has no owner. */
  async #clearUp(before: Found, bridgesBefore: readonly string[]): Promise<void> {
    const { stopped, gateway } = this.#options;
    const [alive] = await Promise.all([
      this.#livingConsoles(before.strays),
      delay(CONFIRM_MS, stopped),
    ]);
    const picture = await this.#look();
    if (picture === null) {
      return;
    }
    const again = new Set(before.strays.map(({ channel }) => channel.id));
    const now = await this.#strays(picture.channelIds.filter((id) => again.has(id)));
    const { strays } = now;
    const untold = [...before.untold, ...now.untold];
    const elsewhere = servedElsewhere({ strays, untold }, picture, alive);
    const callers = strays.filter(
      ({ channel, kind }) => kind !== 'media' && elsewhere.has(channel.id),
    );
    this.#callersElsewhere = callers.length + untold.length;
    await mapLimited(
      strays.filter(({ channel }) => !elsewhere.has(channel.id)),
      MOST_AT_ONCE,
      (stray) => this.#clearChannel(stray, picture),
    );
    for (const id of this.#strayBridges(picture)) {
      if (bridgesBefore.includes(id) && !elsewhere.has(id)) {
        this.#totals.bridges += 1;
        await gateway.destroyBridge(id);
      }
    }
  }

  /** Ids of the other consoles that are alive and serve some of these callers. */
  async #livingConsoles(strays: readonly Stray[]): Promise<ReadonlySet<string>> {
    const named = strays.map(({ remembered }) => remembered?.consoleId ?? '');
    const ids = [...new Set(named)].filter((id) => id !== '');
    const alive = await Promise.all(ids.map((id) => this.#options.gateway.isConsoleAlive(id)));
    return new Set(ids.filter((_, index) => alive[index] === true));
  }

  async #clearChannel(stray: Stray, picture: Picture): Promise<void> {
    const { gateway, legs, log } = this.#options;
    const { id } = stray.channel;
    const leg = legs.find(id);
    if (leg !== undefined) {
      this.#totals.channelsGivenBack += 1;
      await leg.repeatFarewell();
    } else if (stray.kind === 'media' || stray.kind === 'bridge') {
      this.#totals.mediaChannels += 1;
      await gateway.hangUp(id);
    } else if (!(await this.#takeUp(stray, picture))) {
      log.warn({ channelId: id, channelName: stray.channel.name }, 'channel without a call');
      await this.#dismiss(stray);
    }
  }

  /** Removes a channel that is not a caller to be served. */
  async #dismiss({ channel, kind }: Stray): Promise<void> {
    const { gateway, fallback } = this.#options;
    if (kind === 'caller') {
      // An unknown channel must not wait for ever.
      this.#totals.channelsGivenBack += 1;
      await fallback.send(channel.id);
    } else {
      this.#totals.calledParties += 1;
      await gateway.hangUp(channel.id);
    }
  }

  /** Serves a caller from now on. Returns false if the channel is not a caller to be served. */
  async #takeUp(stray: Stray, picture: Picture): Promise<boolean> {
    const { channel, kind, remembered } = stray;
    const { gateway, legs, log, stopped, takeUp } = this.#options;
    const answered = channel.state === 'Up';
    const canBeServed =
      kind === 'caller' ? !NOT_CALLERS.test(channel.name) : kind === 'call' && answered;
    if (!canBeServed || legs.find(channel.id) !== undefined) {
      return false;
    }
    await this.#clearMedia(channel.id, picture);
    await gateway.stopMusic(channel.id);
    if (stopped.aborted || legs.find(channel.id) !== undefined) {
      // The caller's StasisStart has come meanwhile, or the program ends.
      return true;
    }
    log.warn({ callId: stray.callId, answered }, 'caller without a call taken up');
    this.#totals.callersTakenUp += 1;
    const caller: CallerInfo = {
      callId: stray.callId,
      callerNumber: givenNumber(remembered?.callerNumber ?? channel.callerNumber),
      callerName: remembered?.callerName ?? channel.callerName,
      dialedNumber: remembered?.dialedNumber ?? channel.extension,
      demo: false,
      trial: null,
      direction: remembered?.direction ?? 'inbound',
      profileId: remembered?.profileId ?? '',
      adopted: answered && remembered !== null,
    };
    takeUp(caller, remembered?.call ?? null, channel.id);
    return true;
  }

  /** Clears a dead run's media and bridge of this caller. */
  async #clearMedia(channelId: string, { bridges }: Picture): Promise<void> {
    const { gateway, ids } = this.#options;
    for (const { id, channelIds } of bridges) {
      if (channelIds.includes(channelId) && this.#isStray(id)) {
        const media = channelIds.filter((member) => ids.kindOf(member) === 'media');
        await Promise.all(media.map((member) => gateway.hangUp(member)));
        await gateway.destroyBridge(id);
      }
    }
  }
}

/**
 * Ids of the channels that other consoles serve, or may serve, with their media channels and
 * bridges.
 */
function servedElsewhere(
  { strays, untold }: Found,
  { bridges }: Picture,
  alive: ReadonlySet<string>,
): ReadonlySet<string> {
  const callers = strays.filter(({ remembered }) => alive.has(remembered?.consoleId ?? ''));
  const named = callers.flatMap(({ channel, callId }) => [channel.id, callId]);
  const served = new Set([...untold, ...named]);
  for (const { channel, callId } of strays) {
    if (served.has(callId)) {
      served.add(channel.id);
    }
  }
  for (const { id, channelIds } of bridges) {
    if (channelIds.some((member) => served.has(member))) {
      [id, ...channelIds].forEach((each) => served.add(each));
    }
  }
  return served;
}

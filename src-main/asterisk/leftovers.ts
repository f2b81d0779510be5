/**
 * Leftovers: what is in Asterisk under our application's name and belongs to no call of this
 * console. These are callers of a crashed run, whose calls go on here, and channels and bridges
 * that nobody needs any more.
 */
import type { AriBridge, AriChannel, AriGateway } from '#main/ari/gateway';
import type { CallerInfo } from '#main/call/callLeg';
import type { CallMemory } from '#main/call/life/callMemory';
import type { Log } from '#main/observability/log';
import { delay } from '#main/util/timeout';
import type { SweepTotals } from '#model/sweepTotals';
import type { CallerMemory, RememberedCaller } from './callerMemory';
import type { CreatedIds, CreatedKind } from './createdIds';
import { FALLBACK } from './farewell';

/**
 * A leftover is touched only when two looks this far apart have found it, ms: its StasisStart may
 * still be on its way.
 */
const CONFIRM_MS = 2_000;

/** Channel variable by which a media channel names its call. */
const MEDIA_CALL_VARIABLE = 'CORDBOARD_CALL';

/** Names of channels that are no telephones; they never count as callers. */
const NOT_CALLERS = /^(Snoop|UnicastRTP|WebSocket|AudioSocket|Recorder|Announcer|ARI)\//;

/** A leg as the sweep sees it. */
type SweptLeg = {
  /** Everything of the call is released; a channel that is still there was left behind. */
  readonly over: boolean;
  letGo(): Promise<void>;
};

/** The calls of this console, as the sweep sees them. */
export interface LegBook {
  find(channelId: string): SweptLeg | undefined;
  /** Whether a leg has created this channel or bridge, or is creating it. */
  owns(id: string): boolean;
  /** Serves a caller who was found. */
  takeUp(caller: CallerInfo, memory: CallMemory | null): void;
  /** Ids of the calls whose channel is not in this set. */
  absent(present: ReadonlySet<string>): readonly string[];
  /** Ends calls whose channel is gone without an event. */
  endLost(callIds: readonly string[]): void;
}

/** All channels and bridges of our application at one moment. */
type Picture = {
  readonly channels: ReadonlyMap<string, AriChannel>;
  readonly bridges: readonly AriBridge[];
};

/** A channel that belongs to no call of this console. */
type Stray = {
  readonly channel: AriChannel;
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
  readonly book: LegBook;
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
  #running: Promise<void> | null = null;
  #callersElsewhere = 0;

  constructor(options: LeftoversOptions) {
    this.#options = options;
  }

  get totals(): Readonly<SweepTotals> {
    return this.#totals;
  }

  /**
   * Number of callers that another console served at the last sweep. If that console lets them go,
   * we serve them.
   */
  get callersElsewhere(): number {
    return this.#callersElsewhere;
  }

  /** Runs a sweep, or waits for the one that runs already. */
  sweep(): Promise<void> {
    this.#running ??= this.#sweep().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #sweep(): Promise<void> {
    const before = { ...this.#totals };
    const picture = await this.#look();
    if (picture === null) {
      return;
    }
    const absent = this.#options.book.absent(new Set(picture.channels.keys()));
    const strays: Stray[] = [];
    for (const stray of await this.#strays(picture)) {
      // A caller of this console's earlier run: they wait, and no other console will serve them.
      if (!(
        this.#options.memory.isOurs(stray.remembered) && (await this.#takeUp(stray, picture))
      )) {
        strays.push(stray);
      }
    }
    const bridges = this.#strayBridges(picture);
    this.#callersElsewhere = 0;
    if (strays.length + bridges.length + absent.length > 0) {
      await this.#clearUp(strays, bridges, absent);
    }
    this.#totals.sweeps += 1;
    this.#report(before, picture);
  }

  #report(before: SweepTotals, { channels, bridges }: Picture): void {
    const found = Object.fromEntries(
      Object.entries(this.#totals).map(([name, total]) => [
        name,
        total - before[name as keyof SweepTotals],
      ]),
    );
    const { log } = this.#options;
    const counts = { channels: channels.size, bridges: bridges.length };
    log.info(
      { ...counts, found, callersElsewhere: this.#callersElsewhere },
      'looked for leftovers in Asterisk',
    );
  }

  /**
   * Null if Asterisk cannot give all three lists: with one missing, the owner of a channel is
   * unknown.
   */
  async #look(): Promise<Picture | null> {
    const { gateway, ids, stopped } = this.#options;
    if (gateway.health.state !== 'ready' || stopped.aborted) {
      return null;
    }
    const [ours, channels, bridges] = await Promise.all([
      gateway.listApplicationChannels(),
      gateway.listChannels(),
      gateway.listBridges(),
    ]);
    if (!ours.ok || !channels.ok || !bridges.ok) {
      return null;
    }
    const inApp = new Set(ours.value);
    return {
      channels: new Map(
        channels.value.filter(({ id }) => inApp.has(id)).map((channel) => [channel.id, channel]),
      ),
      bridges: bridges.value.filter(({ id }) => ids.kindOf(id) === 'bridge'),
    };
  }

  async #strays({ channels }: Picture): Promise<readonly Stray[]> {
    const { ids, memory, gateway } = this.#options;
    const found = [...channels.values()].filter(({ id }) => this.#isStray(id));
    return await Promise.all(
      found.map(async (channel): Promise<Stray> => {
        const kind = ids.kindOf(channel.id) ?? 'caller';
        if (kind === 'media') {
          const call = await gateway.getVariable(channel.id, MEDIA_CALL_VARIABLE);
          return { channel, kind, remembered: null, callId: call.ok ? call.value : '' };
        }
        const remembered = await memory.recall(channel.id);
        return {
          channel,
          kind,
          remembered: remembered.ok ? remembered.value : null,
          callId: channel.id,
        };
      }),
    );
  }

  #isStray(id: string): boolean {
    const { book } = this.#options;
    return !book.owns(id) && (book.find(id)?.over ?? true);
  }

  #strayBridges({ bridges }: Picture): readonly string[] {
    return bridges.map(({ id }) => id).filter((id) => this.#isStray(id));
  }

  /** Looks once more, and clears up what is still there and has no owner. */
  async #clearUp(
    before: readonly Stray[],
    bridgesBefore: readonly string[],
    absentBefore: readonly string[],
  ): Promise<void> {
    const { stopped, book } = this.#options;
    const [alive] = await Promise.all([this.#livingConsoles(before), delay(CONFIRM_MS, stopped)]);
    const picture = await this.#look();
    if (picture === null) {
      return;
    }
    const again = new Set(before.map(({ channel }) => channel.id));
    const strays = (await this.#strays(picture)).filter(({ channel }) => again.has(channel.id));
    const elsewhere = servedElsewhere(strays, picture, alive);
    this.#callersElsewhere = strays.filter(
      ({ channel, kind }) => kind !== 'media' && elsewhere.has(channel.id),
    ).length;
    for (const stray of strays.filter(({ channel }) => !elsewhere.has(channel.id))) {
      await this.#clearChannel(stray, picture);
    }
    for (const id of this.#strayBridges(picture)) {
      if (bridgesBefore.includes(id) && !elsewhere.has(id)) {
        this.#totals.bridges += 1;
        await this.#options.gateway.destroyBridge(id);
      }
    }
    const absent = book.absent(new Set(picture.channels.keys()));
    const gone = absent.filter((id) => absentBefore.includes(id));
    this.#totals.callsWithoutChannel += gone.length;
    book.endLost(gone);
  }

  /** Ids of the other consoles that are alive and serve some of these callers. */
  async #livingConsoles(strays: readonly Stray[]): Promise<ReadonlySet<string>> {
    const named = strays.map(({ remembered }) => remembered?.consoleId ?? '');
    const ids = [...new Set(named)].filter((id) => id !== '');
    const alive = await Promise.all(ids.map((id) => this.#options.gateway.isConsoleAlive(id)));
    return new Set(ids.filter((_, index) => alive[index] === true));
  }

  async #clearChannel(stray: Stray, picture: Picture): Promise<void> {
    const { gateway, book, log } = this.#options;
    const { id } = stray.channel;
    const leg = book.find(id);
    if (leg !== undefined) {
      this.#totals.channelsGivenBack += 1;
      await leg.letGo();
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
    const { gateway } = this.#options;
    if (kind === 'caller') {
      // An unknown channel must not wait for ever.
      this.#totals.channelsGivenBack += 1;
      await gateway.continueInDialplan(channel.id, FALLBACK);
    } else {
      this.#totals.calledParties += 1;
      await gateway.hangUp(channel.id);
    }
  }

  /** Serves a caller from now on. Returns false if the channel is not a caller to be served. */
  async #takeUp({ channel, kind, remembered }: Stray, picture: Picture): Promise<boolean> {
    const { gateway, ids, book, log, stopped } = this.#options;
    const answered = channel.state === 'Up';
    const canBeServed =
      kind === 'caller' ? !NOT_CALLERS.test(channel.name) : kind === 'call' && answered;
    if (!canBeServed || book.find(channel.id) !== undefined) {
      return false;
    }
    // Clears the dead run's media, bridge and music of this caller.
    for (const { id, channelIds } of picture.bridges) {
      if (channelIds.includes(channel.id) && !book.owns(id)) {
        const media = channelIds.filter((member) => ids.kindOf(member) === 'media');
        await Promise.all(media.map((member) => gateway.hangUp(member)));
        await gateway.destroyBridge(id);
      }
    }
    await gateway.stopMusic(channel.id);
    if (stopped.aborted || book.find(channel.id) !== undefined) {
      // The caller's StasisStart has come meanwhile, or the program ends.
      return true;
    }
    log.warn({ callId: channel.id, answered }, 'caller without a call taken up');
    this.#totals.callersTakenUp += 1;
    const caller: CallerInfo = {
      callId: channel.id,
      callerNumber: remembered?.callerNumber ?? channel.callerNumber,
      callerName: remembered?.callerName ?? channel.callerName,
      dialedNumber: remembered?.dialedNumber ?? channel.extension,
      demo: false,
      direction: remembered?.direction ?? 'inbound',
      profileId: remembered?.profileId ?? '',
      adopted: answered && remembered !== null,
    };
    book.takeUp(caller, remembered?.call ?? null);
    return true;
  }
}

/** Ids of the channels that other consoles serve, with their media channels and bridges. */
function servedElsewhere(
  strays: readonly Stray[],
  { bridges }: Picture,
  alive: ReadonlySet<string>,
): ReadonlySet<string> {
  const callers = strays.filter(({ remembered }) => alive.has(remembered?.consoleId ?? ''));
  const served = new Set(callers.map(({ channel }) => channel.id));
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

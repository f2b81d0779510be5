/**
 * What is in Asterisk under our application's name and belongs to no call of this console: callers
 * of a run that crashed, whose calls go on here, and channels and bridges that nobody needs any
 * more.
 */
import type { AriBridge, AriChannel, AriGateway } from '#main/ari/gateway';
import type { CallerInfo } from '#main/call/callLeg';
import type { Log } from '#main/observability/log';
import { delay } from '#main/util/timeout';
import type { SweepTotals } from '#model/sweepTotals';
import type { CallerMemory, RememberedCaller } from './callerMemory';
import type { CreatedIds, CreatedKind } from './createdIds';
import { FALLBACK } from './farewell';

/**
 * What nobody owns is touched only when seen twice this far apart, ms: its StasisStart may still be
 * on its way.
 */
const CONFIRM_MS = 2_000;

/** Variable by which a media channel names its call. */
const MEDIA_CALL_VARIABLE = 'CORDBOARD_CALL';

/** Channels that are nobody's telephone; they are never taken for callers. */
const NOT_CALLERS = /^(Snoop|UnicastRTP|WebSocket|AudioSocket|Recorder|Announcer|ARI)\//;

/** A leg as the sweep sees it. */
type SweptLeg = {
  /** Everything of the call is released; a channel that is still there was left behind. */
  readonly over: boolean;
  /** Says the farewell again. */
  letGo(): Promise<void>;
};

/** The calls of this console, as the sweep sees them. */
export interface LegBook {
  find(channelId: string): SweptLeg | undefined;
  /** Whether a leg made this channel or bridge, or is making it. */
  owns(id: string): boolean;
  /** A caller who was found, and who is to be served from now on. */
  takeUp(caller: CallerInfo): void;
  /** Calls whose channel is not among these. */
  absent(present: ReadonlySet<string>): readonly string[];
  /** Ends calls whose channel is gone, and nobody told us. */
  endLost(callIds: readonly string[]): void;
}

/** Everything of our application at one moment. */
type Picture = {
  readonly channels: ReadonlyMap<string, AriChannel>;
  readonly bridges: readonly AriBridge[];
};

/** A channel that belongs to no call of this console. */
type Stray = {
  readonly channel: AriChannel;
  readonly kind: CreatedKind | 'caller';
  /** What Asterisk remembers of it; null for nothing. */
  readonly remembered: RememberedCaller | null;
  /** A media channel's call. */
  readonly callId: string;
};

/** What a sweep works with. */
export type LeftoversOptions = {
  readonly gateway: AriGateway;
  readonly ids: CreatedIds;
  readonly memory: CallerMemory;
  readonly book: LegBook;
  readonly log: Log;
  /** Aborted when nothing is to be touched any more. */
  readonly stopped: AbortSignal;
};

/** Finds leftovers, and clears them up. */
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
   * Callers who, by the last sweep, are served by another console: should that one let them go,
   * they are ours to serve.
   */
  get callersElsewhere(): number {
    return this.#callersElsewhere;
  }

  /** One sweep; while one runs, that one. */
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
      // A call of this console's run before: its caller waits, and nobody else will come for him.
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
   * Null when Asterisk cannot be asked: without all of the lists nobody can say whose a channel is.
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

  /** What was found is looked at once more, and then nobody else has come for it. */
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

  /** The other consoles that callers are said to belong to, and that run. */
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

  /** Not a caller who could be served. */
  async #dismiss({ channel, kind }: Stray): Promise<void> {
    const { gateway } = this.#options;
    if (kind === 'caller') {
      // Whatever it is, it must not wait for ever.
      this.#totals.channelsGivenBack += 1;
      await gateway.continueInDialplan(channel.id, FALLBACK);
    } else {
      this.#totals.calledParties += 1;
      await gateway.hangUp(channel.id);
    }
  }

  /** Sees to it that a caller is served from now on; false when this is no caller to be served. */
  async #takeUp({ channel, kind, remembered }: Stray, picture: Picture): Promise<boolean> {
    const { gateway, ids, book, log, stopped } = this.#options;
    const answered = channel.state === 'Up';
    const canBeServed =
      kind === 'caller' ? !NOT_CALLERS.test(channel.name) : kind === 'call' && answered;
    if (!canBeServed || book.find(channel.id) !== undefined) {
      return false;
    }
    // What the dead run built around him; the music he may hear, too.
    for (const { id, channelIds } of picture.bridges) {
      if (channelIds.includes(channel.id) && !book.owns(id)) {
        const media = channelIds.filter((member) => ids.kindOf(member) === 'media');
        await Promise.all(media.map((member) => gateway.hangUp(member)));
        await gateway.destroyBridge(id);
      }
    }
    await gateway.stopMusic(channel.id);
    if (stopped.aborted || book.find(channel.id) !== undefined) {
      // His StasisStart has come meanwhile, or nobody is served any more.
      return true;
    }
    log.warn({ callId: channel.id, answered }, 'caller without a call taken up');
    this.#totals.callersTakenUp += 1;
    book.takeUp({
      callId: channel.id,
      callerNumber: remembered?.callerNumber ?? channel.callerNumber,
      callerName: remembered?.callerName ?? channel.callerName,
      dialedNumber: remembered?.dialedNumber ?? channel.extension,
      demo: false,
      direction: remembered?.direction ?? 'inbound',
      profileId: remembered?.profileId ?? '',
      adopted: answered && remembered !== null,
    });
    return true;
  }
}

/** Ids of the channels that other consoles serve, and of what these built around them. */
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

/** Turns ARI's events into callers' legs, and keeps Asterisk free of leftovers. */
import type { AriEvents, AriGateway } from '../ari/ariGateway';
import type { MediaTransportFactory } from '../media/mediaTransport';
import type { Log } from '../observability/log';
import { AsteriskCallLeg, FALLBACK } from './asteriskCallLeg';
import type { EnteredWait } from './asteriskCallLeg';
import type { CallLeg, CallSource } from './callLeg';

/** A channel nobody owns is swept only when seen twice this far apart, ms: its StasisStart may still be on its way. */
const SWEEP_CONFIRM_MS = 2_000;

/** What the source works with. */
export type AsteriskSourceOptions = {
  readonly gateway: AriGateway;
  readonly media: MediaTransportFactory;
  /** Stasis application; part of the ids of what is created, so that two consoles do not sweep each other. */
  readonly app: string;
  /** Time between two sweeps, ms; read anew each time (SESSION_CLEANUP_INTERVAL). */
  readonly sweepIntervalMs: () => number;
  readonly log: Log;
};

/** Source of the calls that Asterisk hands over. */
export class AsteriskCallSource implements CallSource {
  readonly #options: AsteriskSourceOptions;
  readonly #idPrefix: string;
  readonly #legs = new Map<string, AsteriskCallLeg>();
  readonly #entering = new Map<string, () => void>();
  readonly #unsubscribe: (() => void)[] = [];
  #onIncoming: ((leg: CallLeg) => void) | null = null;
  #sweepTimer: NodeJS.Timeout | null = null;

  constructor(options: AsteriskSourceOptions) {
    this.#options = options;
    this.#idPrefix = `cordboard-${options.app}-`;
  }

  start(onIncoming: (leg: CallLeg) => void): void {
    this.#onIncoming = onIncoming;
    const { gateway } = this.#options;
    const ended = ({ channelId }: { channelId: string }): void => {
      this.#legs.get(channelId)?.channelGone({ by: 'caller' });
      this.#legs.delete(channelId);
    };
    this.#unsubscribe.push(
      gateway.on('stasisStart', (event) => {
        this.#channelEntered(event);
      }),
      gateway.on('stasisEnd', ended),
      gateway.on('channelDestroyed', ended),
      gateway.on('channelHangupRequest', ended),
      gateway.on('channelHold', ({ channelId }) => this.#legs.get(channelId)?.holdChanged(true)),
      gateway.on('channelUnhold', ({ channelId }) => this.#legs.get(channelId)?.holdChanged(false)),
      gateway.on('channelDtmf', ({ channelId, digit }) =>
        this.#legs.get(channelId)?.digitPressed(digit),
      ),
      gateway.on('connected', () => {
        void this.#reconcile();
      }),
    );
    this.#scheduleSweep();
  }

  stop(): void {
    for (const unsubscribe of this.#unsubscribe.splice(0)) {
      unsubscribe();
    }
    if (this.#sweepTimer !== null) {
      clearTimeout(this.#sweepTimer);
    }
    this.#sweepTimer = null;
    this.#onIncoming = null;
  }

  #channelEntered({ channel, args }: AriEvents['stasisStart']): void {
    const resolve = this.#entering.get(channel.id);
    if (resolve !== undefined) {
      resolve();
      return;
    }
    // A media channel of a run before ours, or one that was given up meanwhile: the sweep removes it.
    if (channel.id.startsWith(this.#idPrefix) || this.#legs.has(channel.id)) {
      return;
    }
    const { gateway, media, log } = this.#options;
    const leg = new AsteriskCallLeg(
      {
        callId: channel.id,
        callerNumber: channel.callerNumber === '' ? (args[0] ?? '') : channel.callerNumber,
        callerName: channel.callerName,
        dialedNumber: args[1] ?? channel.extension,
        demo: false,
      },
      {
        gateway,
        media,
        idPrefix: this.#idPrefix,
        log,
        entered: (channelId) => this.#expectChannel(channelId),
      },
    );
    this.#legs.set(channel.id, leg);
    this.#onIncoming?.(leg);
  }

  #expectChannel(channelId: string): EnteredWait {
    const promise = new Promise<void>((resolve) => {
      this.#entering.set(channelId, resolve);
    });
    return { promise, cancel: () => this.#entering.delete(channelId) };
  }

  /** After a gap in the events: calls whose channel is gone have ended, and nobody told us. */
  async #reconcile(): Promise<void> {
    const present = await this.#options.gateway.listApplicationChannels();
    if (!present.ok) {
      return;
    }
    for (const [channelId, leg] of this.#legs) {
      if (present.value.includes(channelId)) {
        continue;
      }
      this.#legs.delete(channelId);
      leg.channelGone({ by: 'asterisk-lost', reason: 'the call was gone when Asterisk came back' });
    }
    await this.#sweep();
  }

  #scheduleSweep(): void {
    this.#sweepTimer = setTimeout(() => {
      void this.#sweep().finally(() => {
        if (this.#sweepTimer !== null) {
          this.#scheduleSweep();
        }
      });
    }, this.#options.sweepIntervalMs());
  }

  /** Removes what an earlier run, or a release that failed, left in Asterisk. */
  async #sweep(): Promise<void> {
    if (this.#options.gateway.health.state !== 'ready') {
      return;
    }
    const before = await this.#strays();
    if (before.channels.length + before.bridges.length === 0) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, SWEEP_CONFIRM_MS));
    const after = await this.#strays();
    const channels = after.channels.filter((id) => before.channels.includes(id));
    const bridges = after.bridges.filter((id) => before.bridges.includes(id));
    if (channels.length + bridges.length === 0) {
      return;
    }
    const { gateway, log } = this.#options;
    log.warn({ channels, bridges }, 'removing leftovers from Asterisk');
    for (const id of channels) {
      // A caller without a call must not wait for ever: the dialplan's fallback speaks to him.
      if (id.startsWith(this.#idPrefix)) {
        await gateway.hangUp(id);
      } else {
        await gateway.continueInDialplan(id, FALLBACK);
      }
    }
    for (const id of bridges) {
      await gateway.destroyBridge(id);
    }
  }

  async #strays(): Promise<{ channels: string[]; bridges: string[] }> {
    const { gateway } = this.#options;
    const [channels, bridges] = await Promise.all([
      gateway.listApplicationChannels(),
      gateway.listBridges(),
    ]);
    const owned = new Set([...this.#legs.values()].flatMap((leg) => leg.ownedIds));
    const unknown = (id: string): boolean =>
      !owned.has(id) && !this.#legs.has(id) && !this.#entering.has(id);
    return {
      channels: channels.ok ? channels.value.filter(unknown) : [],
      bridges: bridges.ok
        ? bridges.value.filter((id) => id.startsWith(this.#idPrefix) && unknown(id))
        : [],
    };
  }
}

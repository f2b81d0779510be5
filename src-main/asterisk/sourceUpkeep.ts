/** What the source of calls does again and again: it asks after its calls, and sweeps. */
import type { AriGateway } from '#main/ari/gateway';
import { phrase } from '#model/phrases/phrase';
import type { DialplanCheck } from './dialplanCheck';
import type { Leftovers } from './leftovers';
import type { Legs } from './legs';
import type { Whereabouts } from './whereabouts';

/**
 * How often it is checked whether a sweep is due, ms: a changed SESSION_CLEANUP_INTERVAL counts at
 * once.
 */
const TICK_MS = 1_000;

/**
 * Time between two sweeps while another console serves callers of our application, ms: if that
 * console lets them go, they wait for us.
 */
const WATCH_MS = 5_000;

export type SourceUpkeepParts = {
  readonly gateway: AriGateway;
  readonly legs: Legs;
  readonly whereabouts: Whereabouts;
  readonly dialplan: DialplanCheck;
  readonly leftovers: Leftovers;
  /** Time between two sweeps, ms; read anew each time. */
  readonly sweepIntervalMs: () => number;
};

export class SourceUpkeep {
  readonly #parts: SourceUpkeepParts;
  #timer: NodeJS.Timeout | null = null;
  #sweptMs = performance.now();

  constructor(parts: SourceUpkeepParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#sweptMs = performance.now();
    this.#scheduleTick();
  }

  /** Idempotent. */
  stop(): void {
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
    }
    this.#timer = null;
  }

  /** After a gap in the events: learns what became of the calls meanwhile, then sweeps. */
  async reconcile(): Promise<void> {
    const { whereabouts, legs } = this.#parts;
    await whereabouts.ask([...legs], {
      by: 'asterisk-lost',
      reason: phrase('call.gone-when-asterisk-came-back'),
    });
    await this.#sweep();
  }

  #scheduleTick(): void {
    this.#timer = setTimeout(() => {
      void this.#tick().finally(() => {
        if (this.#timer !== null) {
          this.#scheduleTick();
        }
      });
    }, TICK_MS);
  }

  async #tick(): Promise<void> {
    const { gateway, whereabouts, dialplan, legs } = this.#parts;
    if (gateway.health.state === 'taken') {
      // Events go to another console. As long as calls go on here, asking finds out who has hung
      // up.
      await whereabouts.ask([...legs], null);
      return;
    }
    await dialplan.look();
    await whereabouts.askAgain();
    await whereabouts.ask(
      [...legs].filter((leg) => leg.awaitsAnswer),
      null,
    );
    if (performance.now() - this.#sweptMs >= this.#sweepDueMs) {
      await this.#sweep();
    }
  }

  get #sweepDueMs(): number {
    const { leftovers, sweepIntervalMs } = this.#parts;
    return leftovers.callersElsewhere > 0
      ? Math.min(WATCH_MS, sweepIntervalMs())
      : sweepIntervalMs();
  }

  async #sweep(): Promise<void> {
    this.#sweptMs = performance.now();
    await this.#parts.leftovers.sweep();
  }
}

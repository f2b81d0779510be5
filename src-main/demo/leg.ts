import type { CallerInfo, CallLegHandlers, LegEnd, OutgoingLeg } from '#main/call/callLeg';
import type { FrameClock } from '#main/media/clock/frameClock';
import type { MediaTransport } from '#main/media/transport/mediaTransport';
import { SimulatedTransport } from '#main/media/transport/simulatedTransport';
import { cordboardError } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import type { CallId } from '#model/call';
import { phrase } from '#model/phrases/phrase';
import type { DemoCaller } from './caller';
import { between, chance, type Random } from './random';

/** How long Asterisk on the same machine takes for one operation, ms, and for setting up media. */
const OPERATION_MS = [10, 40] as const;
const MEDIA_MS = [60, 140] as const;

/** How long a called party lets the telephone ring, ms, and which share never answers. */
const RING_MS = [1_500, 4_000] as const;
const NEVER_ANSWERS = 0.1;

/** A caller who is not answered hangs up after this long, ms. */
const RING_PATIENCE_MS = [30_000, 50_000] as const;

/**
 * `offered`: waits to be answered. `answered`: picked up. `over`: the caller has left or was let
 * go. `released`: all is cleaned up.
 */
type LegState = 'offered' | 'answered' | 'over' | 'released';

/** The states that may follow each state. */
const NEXT: Readonly<Record<LegState, readonly LegState[]>> = {
  offered: ['answered', 'over'],
  answered: ['over'],
  over: ['released'],
  released: [],
};

type DemoLegOptions = {
  readonly info: CallerInfo;
  readonly clock: FrameClock;
  readonly random: Random;
  /** Makes the person on the leg, who reports to `leg` what they do. */
  readonly makeCaller: (leg: DemoLeg) => DemoCaller;
  /** The caller is gone, whoever ended the call. Called once. */
  readonly onOver: () => void;
  /** The caller was connected with the party of another leg. */
  readonly onJoined: (party: CallId) => void;
  /** The leg was released. Called once. */
  readonly onReleased: () => void;
};

/**
 * The leg of a simulated caller or called party. Operations take a moment and fail as Asterisk's
 * do.
 */
export class DemoLeg implements OutgoingLeg {
  readonly caller: CallerInfo;
  /** A simulated call does not outlive the program. */
  readonly memory = null;
  readonly #options: DemoLegOptions;
  readonly #party: DemoCaller;
  #state: LegState = 'offered';
  #handlers: CallLegHandlers | null = null;
  #transport: SimulatedTransport | null = null;
  readonly #cancelPatience: () => void;
  readonly #answered: Promise<Result<void>>;
  #settle: (answered: Result<void>) => void = () => undefined;

  constructor(options: DemoLegOptions) {
    this.caller = options.info;
    this.#options = options;
    this.#party = options.makeCaller(this);
    this.#answered = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#cancelPatience = options.clock.after(between(options.random, ...RING_PATIENCE_MS), () => {
      this.#leave({ by: 'caller' });
    });
  }

  start(handlers: CallLegHandlers): void {
    this.#handlers = handlers;
    if (this.#state === 'over') {
      handlers.onEnded({ by: 'caller' });
    }
  }

  remember(): Promise<Result<void>> {
    return Promise.resolve(done);
  }

  async ring(): Promise<Result<void>> {
    await this.#pause(OPERATION_MS);
    return this.#isOver ? this.#gone() : done;
  }

  async answer(): Promise<Result<void>> {
    await this.#pause(OPERATION_MS);
    if (this.#isOver) {
      return this.#gone();
    }
    this.#become('answered');
    this.#cancelPatience();
    return done;
  }

  async dial(): Promise<Result<void>> {
    const { clock, random } = this.#options;
    await this.#pause(OPERATION_MS);
    clock.after(between(random, ...RING_MS), () => {
      if (chance(random, NEVER_ANSWERS)) {
        this.#leave({ by: 'not-answered', reason: phrase('party.nobody-answered') });
      } else if (this.#become('answered')) {
        this.#cancelPatience();
        this.#settle(done);
      }
    });
    return done;
  }

  untilAnswered(): Promise<Result<void>> {
    return this.#answered;
  }

  async connectMedia(timeoutMs: number): Promise<Result<MediaTransport>> {
    if (this.#state === 'offered') {
      return fail(cordboardError('invalid-state', phrase('demo.not-answered')));
    }
    await this.#pause(MEDIA_MS, timeoutMs);
    if (this.#isOver) {
      return this.#gone();
    }
    this.#transport?.closeByFarSide();
    this.#transport = new SimulatedTransport(this.#options.clock, this.#party);
    return ok(this.#transport);
  }

  async checkMedia(): Promise<Result<'intact' | 'broken'>> {
    await this.#pause(OPERATION_MS);
    return this.#isOver ? this.#gone() : ok('intact');
  }

  async hangUp(_reason: 'normal' | 'busy'): Promise<Result<void>> {
    await this.#pause(OPERATION_MS);
    this.#end();
    return done;
  }

  async sendToFallback(_extension: string | null): Promise<Result<void>> {
    await this.#pause(OPERATION_MS);
    this.#end();
    return done;
  }

  refuse(): Promise<Result<void>> {
    return this.hangUp('busy');
  }

  async playMusic(on: boolean): Promise<Result<void>> {
    await this.#pause(OPERATION_MS);
    this.#party.musicPlays(on);
    return this.#isOver ? this.#gone() : done;
  }

  /** Simulated callers have no variables. */
  readVariable(_name: string): Promise<Result<string>> {
    return Promise.resolve(ok(''));
  }

  async sendDtmf(_digits: string): Promise<Result<void>> {
    await this.#pause(OPERATION_MS);
    return this.#isOver ? this.#gone() : done;
  }

  /** Ends the leg: the demo shows nothing of a caller after a transfer. */
  async transfer(_extension: string): Promise<Result<void>> {
    await this.#pause(OPERATION_MS);
    return this.#end() ? done : this.#gone();
  }

  async joinWith(party: CallId): Promise<Result<void>> {
    await this.#pause(OPERATION_MS);
    if (!this.#end()) {
      return this.#gone();
    }
    this.#options.onJoined(party);
    return done;
  }

  async release(): Promise<void> {
    // In Asterisk, a caller who is released stays in the dialplan. The demo shows nothing of that.
    this.#end();
    if (!this.#become('released')) {
      return;
    }
    await this.#pause(OPERATION_MS);
    this.#transport?.closeByFarSide();
    this.#options.onReleased();
  }

  onHangUp(): void {
    this.#leave({ by: 'caller' });
  }

  /** The caller puts the call on hold or takes it back. */
  onHold(held: boolean): void {
    if (!this.#isOver) {
      this.#handlers?.onHold(held);
    }
  }

  /** The caller presses a key. */
  onDtmf(digit: string): void {
    if (!this.#isOver) {
      this.#handlers?.onDtmf(digit);
    }
  }

  #leave(end: LegEnd): void {
    if (this.#end()) {
      this.#handlers?.onEnded(end);
    }
  }

  /** Ends the leg. False when it had ended before. */
  #end(): boolean {
    if (!this.#become('over')) {
      return false;
    }
    this.#cancelPatience();
    this.#settle(this.#gone());
    this.#party.leave();
    this.#options.onOver();
    return true;
  }

  get #isOver(): boolean {
    return this.#state === 'over' || this.#state === 'released';
  }

  /** Moves to a state. False when that state cannot follow. */
  #become(next: LegState): boolean {
    if (!NEXT[this.#state].includes(next)) {
      return false;
    }
    this.#state = next;
    return true;
  }

  #gone(): Result<never> {
    return fail(cordboardError('not-found', phrase('demo.caller-gone')));
  }

  #pause(range: readonly [number, number], limitMs = Number.POSITIVE_INFINITY): Promise<void> {
    const { clock, random } = this.#options;
    return clock.delay(Math.min(limitMs, between(random, range[0], range[1])));
  }
}

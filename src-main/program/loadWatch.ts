/** Watches how much there is to do, and tells the health what is at its limit. */
import type { Admission } from '#main/call/admission';
import type { VadLoad } from '#main/media/vad/voiceActivityDetector';
import type { Log } from '#main/observability/log';
import { LoopDelay } from '#main/observability/loopDelay';
import { LOAD_STATES, type LoadState, type ProgramLoad } from '#model/load';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { HealthBoard } from './healthBoard';

/**
 * Delay of the event loop from which callers may notice something, ms (99th percentile of 10 s):
 * every hundredth frame comes two frames late. The benchmark meets its limits up to half of that.
 */
export const STRAINED_MS = 40;

/**
 * Delay that callers notice, ms: an answer has 120 ms in hand in Asterisk, so that every hundredth
 * frame nearly comes too late.
 */
export const OVERLOADED_MS = 100;

/** Windows in a row in which a lower state must hold before it is told: 30 s. */
const CALM_WINDOWS = 3;

/** How often the number of calls is looked at, ms. */
const LOOK_MS = 1_000;

type LoadWatchOptions = {
  readonly admission: Pick<Admission, 'maxCalls' | 'refused' | 'isFull' | 'isClosed'>;
  /** Number of calls that are not over. */
  readonly liveCalls: () => number;
  /** See VoiceDetection. */
  readonly vadLoad: () => VadLoad | null;
  readonly board: Pick<HealthBoard, 'set'>;
  readonly log: Log;
};

/** Turns what was measured in windows into a state that rises at once and falls slowly. */
export class LoadJudge {
  #state: LoadState = 'ok';
  #calmWindows = 0;

  get state(): LoadState {
    return this.#state;
  }

  /**
   * @param p99Ms Delay of the event loop in the window that is over.
   * @param vadIsBehind The voice detection does not keep up.
   */
  note(p99Ms: number, vadIsBehind: boolean): void {
    const now = stateOf(p99Ms, vadIsBehind);
    if (LOAD_STATES.indexOf(now) >= LOAD_STATES.indexOf(this.#state)) {
      this.#state = now;
      this.#calmWindows = 0;
      return;
    }
    this.#calmWindows += 1;
    if (this.#calmWindows === CALM_WINDOWS) {
      this.#state = now;
      this.#calmWindows = 0;
    }
  }
}

export class LoadWatch {
  readonly #options: LoadWatchOptions;
  readonly #judge = new LoadJudge();
  readonly #loop = new LoopDelay(() => {
    this.#onWindow();
  });
  #timer: NodeJS.Timeout | undefined;

  constructor(options: LoadWatchOptions) {
    this.#options = options;
  }

  get load(): ProgramLoad {
    const { admission, vadLoad } = this.#options;
    const vad = vadLoad();
    return {
      state: this.#judge.state,
      loopDelay: this.#loop.last,
      vadLagMs: vad?.lagMs ?? 0,
      vadDroppedHops: vad?.droppedHops ?? 0,
      maxCalls: admission.maxCalls,
      refusedCalls: admission.refused,
    };
  }

  start(): void {
    this.#loop.start();
    this.#look();
    this.#timer = setInterval(() => {
      this.#look();
    }, LOOK_MS).unref();
  }

  /** Idempotent. */
  stop(): void {
    clearInterval(this.#timer);
    this.#loop.stop();
  }

  #onWindow(): void {
    const before = this.#judge.state;
    const { p99Ms } = this.#loop.last;
    this.#judge.note(p99Ms, this.#options.vadLoad()?.isBehind === true);
    const { state } = this.#judge;
    if (state !== before) {
      const calls = this.#options.liveCalls();
      this.#options.log[state === 'ok' ? 'info' : 'warn'](
        { state, loopDelayP99Ms: p99Ms, calls },
        'load changed',
      );
      this.#look();
    }
  }

  #look(): void {
    const said = this.#atItsLimit();
    this.#options.board.set('capacity', said === null ? 'ready' : 'strained', said);
  }

  /** What is at its limit, the worst first; null when nothing is. */
  #atItsLimit(): Phrase | null {
    const { admission, liveCalls } = this.#options;
    const calls = liveCalls();
    const { state } = this.#judge;
    // First: a person chose it, and can call it off.
    if (admission.isClosed) {
      return phrase('capacity.restart-waits', { calls });
    }
    if (state === 'overloaded') {
      return phrase('capacity.overloaded', { calls });
    }
    if (admission.isFull(calls)) {
      return phrase('capacity.full', { calls, max: admission.maxCalls });
    }
    return state === 'strained' ? phrase('capacity.strained', { calls }) : null;
  }
}

function stateOf(p99Ms: number, vadIsBehind: boolean): LoadState {
  if (p99Ms >= OVERLOADED_MS) {
    return 'overloaded';
  }
  return p99Ms >= STRAINED_MS || vadIsBehind ? 'strained' : 'ok';
}

import type { Log } from '#main/observability/log';
import type { Program } from '#main/program/program';
import type { Result } from '#main/util/result';
import type { QuitGoal } from './contract/api';

type QuitState =
  | { readonly name: 'running' }
  /** The window was asked what to do about the live calls. */
  | { readonly name: 'asking'; readonly goal: QuitGoal }
  /** No new call is taken; once the live ones are over the program restarts. */
  | { readonly name: 'waiting'; readonly timer: NodeJS.Timeout }
  /** Everything is being ended in order. */
  | { readonly name: 'stopping' };

type QuitFlowOptions = {
  /** Calls that quitting would cut. */
  readonly liveCalls: () => number;
  /** Asks the window; false when there is no page that could answer. */
  readonly ask: (goal: QuitGoal) => boolean;
  /** Takes no new calls, or takes them again. */
  readonly holdNewCalls: (hold: boolean) => void;
  /** Ends everything in order, within a time limit of its own. */
  readonly stop: () => Promise<Result<void>>;
  /** Has the program start again once this process is gone. */
  readonly relaunch: () => void;
  readonly exit: (code: number) => void;
  readonly log: Log;
};

/** The one way out of the program. */
export type QuitFlow = {
  /**
   * A person wants to quit. When calls are live the window asks first; asking again repeats a
   * question that was not answered.
   */
  requestByUser(): void;
  /** The system wants the program to end; nobody is asked. */
  requestBySignal(signal: string): void;
  /**
   * A person wants the program to start anew: `now`, and when calls are live the window asks first;
   * or `idle`, when no call is live any more.
   */
  requestRestart(when: 'now' | 'idle'): void;
  /** Calls off a restart that waits. */
  cancelRestart(): void;
  /** What was asked and waits for its answer, and how many calls are live now; null: nothing. */
  readonly question: { readonly goal: QuitGoal; readonly liveCalls: number } | null;
  answer(quit: boolean): void;
};

/** Calls that the end of the program would cut; with those of the demo nobody is lost. */
export function callsAtStake({ mode, liveCalls }: Pick<Program, 'mode' | 'liveCalls'>): number {
  return mode === 'demo' ? 0 : liveCalls;
}

/** How often it is looked whether the calls are over, ms. */
const LOOK_MS = 500;

/** The program exits with 0 after an orderly end, with 1 when a part could not be ended. */
export function createQuitFlow(options: QuitFlowOptions): QuitFlow {
  return new OneWayOut(options);
}

class OneWayOut implements QuitFlow {
  readonly #options: QuitFlowOptions;
  #state: QuitState = { name: 'running' };

  constructor(options: QuitFlowOptions) {
    this.#options = options;
  }

  requestByUser(): void {
    this.#request('quit');
  }

  requestBySignal(signal: string): void {
    this.#stop(signal, 'quit');
  }

  requestRestart(when: 'now' | 'idle'): void {
    if (when === 'idle' && this.#options.liveCalls() > 0) {
      this.#waitForCalls();
    } else {
      this.#request('restart');
    }
  }

  cancelRestart(): void {
    if (this.#state.name === 'waiting') {
      clearInterval(this.#state.timer);
      this.#options.holdNewCalls(false);
      this.#state = { name: 'running' };
    }
  }

  get question(): QuitFlow['question'] {
    return this.#state.name === 'asking'
      ? { goal: this.#state.goal, liveCalls: this.#options.liveCalls() }
      : null;
  }

  answer(quit: boolean): void {
    if (this.#state.name !== 'asking') {
      return;
    }
    if (quit) {
      this.#stop(this.#state.goal, this.#state.goal);
    } else {
      this.#state = { name: 'running' };
    }
  }

  #request(goal: QuitGoal): void {
    if (this.#state.name === 'stopping') {
      return;
    }
    if (this.#options.liveCalls() > 0 && this.#options.ask(goal)) {
      this.cancelRestart();
      this.#state = { name: 'asking', goal };
      return;
    }
    this.#stop(goal, goal);
  }

  #waitForCalls(): void {
    if (this.#state.name === 'stopping' || this.#state.name === 'waiting') {
      return;
    }
    const { liveCalls, holdNewCalls, log } = this.#options;
    holdNewCalls(true);
    const timer = setInterval(() => {
      if (liveCalls() === 0) {
        this.#stop('restart', 'restart');
      }
    }, LOOK_MS);
    this.#state = { name: 'waiting', timer };
    log.info({ liveCalls: liveCalls() }, 'restart waits for the calls to end');
  }

  #stop(reason: string, goal: QuitGoal): void {
    if (this.#state.name === 'stopping') {
      return;
    }
    if (this.#state.name === 'waiting') {
      clearInterval(this.#state.timer);
    }
    this.#state = { name: 'stopping' };
    const { liveCalls, stop, log } = this.#options;
    log.info({ reason, liveCalls: liveCalls() }, 'ending in order');
    stop().then(
      (ended) => {
        this.#exit(goal, ended.ok ? 0 : 1);
      },
      (error: unknown) => {
        log.error({ error }, 'could not end in order');
        this.#exit(goal, 1);
      },
    );
  }

  #exit(goal: QuitGoal, code: number): void {
    if (goal === 'restart') {
      this.#options.relaunch();
    }
    this.#options.exit(code);
  }
}

import type { Log } from '#main/observability/log';
import type { Result } from '#main/util/result';

type QuitState =
  | 'running'
  /** The window was asked what to do about the live calls. */
  | 'asking'
  /** Everything is being ended in order. */
  | 'stopping';

type QuitFlowOptions = {
  /** Calls that quitting would cut. */
  readonly liveCalls: () => number;
  /** Asks the window; false when there is no page that could answer. */
  readonly ask: () => boolean;
  /** Ends everything in order, within a time limit of its own. */
  readonly stop: () => Promise<Result<void>>;
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
  answer(quit: boolean): void;
};

/** The program exits with 0 after an orderly end, with 1 when a part could not be ended. */
export function createQuitFlow(options: QuitFlowOptions): QuitFlow {
  const { log } = options;
  let state: QuitState = 'running';

  const stop = (reason: string) => {
    if (state === 'stopping') {
      return;
    }
    state = 'stopping';
    log.info({ reason, liveCalls: options.liveCalls() }, 'ending in order');
    options.stop().then(
      (ended) => {
        options.exit(ended.ok ? 0 : 1);
      },
      (error: unknown) => {
        log.error({ error }, 'could not end in order');
        options.exit(1);
      },
    );
  };

  return {
    requestByUser() {
      if (state === 'stopping') {
        return;
      }
      if (options.liveCalls() > 0 && options.ask()) {
        state = 'asking';
        return;
      }
      stop('quit');
    },
    requestBySignal(signal) {
      stop(signal);
    },
    answer(quit) {
      if (state !== 'asking') {
        return;
      }
      if (quit) {
        stop('quit');
      } else {
        state = 'running';
      }
    },
  };
}

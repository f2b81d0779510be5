import type { Log } from '#main/observability/log';
import type { Result } from '#main/util/result';

/** How far the end has come. */
type QuitState =
  /** Nobody wants to quit. */
  | 'running'
  /** The window was asked what to do about the live calls. */
  | 'asking'
  /** Everything is being ended in order. */
  | 'stopping';

/** What the end of the program needs. */
export type QuitFlowOptions = {
  /** Calls that quitting would cut. */
  readonly liveCalls: () => number;
  /** Puts the question to the window; false when there is no window that could answer. */
  readonly ask: () => boolean;
  /** Ends everything in order. Bounded by itself. */
  readonly stop: () => Promise<Result<void>>;
  readonly exit: (code: number) => void;
  readonly log: Log;
};

/** The one way out of the program. */
export type QuitFlow = {
  /**
   * A person wants to quit: asked first when calls are live. Asked again when the question went
   * unanswered.
   */
  requestByUser(): void;
  /** The system wants the program to end: not asked. */
  requestBySignal(signal: string): void;
  /** The window's answer. */
  answer(quit: boolean): void;
};

/**
 * Makes the flow. The program exits with 0 after an orderly end, with 1 when something could not be
 * ended.
 */
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

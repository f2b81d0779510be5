/**
 * Ends a call that has lasted MAX_CALL_DURATION. The agent is warned before, so that nobody is cut
 * off in the middle of a word.
 */
import { phrase } from '#model/phrases/phrase';
import type { LiveCall } from '../liveCall';
import { oneMinuteLeft, sayGoodbye } from '../talk/prompts';
import type { Talk } from '../talk/talk';

/** How long before the end the agent is warned, ms. */
const NOTICE_MS = 60_000;

/** How long before the end the agent says goodbye, ms. */
const GOODBYE_MS = 10_000;

export type CallLimitOptions = {
  readonly liveCall: LiveCall;
  /** Null where no agent could announce the end. */
  readonly talk: Pick<Talk, 'tellAgent' | 'promptAgent' | 'reach'> | null;
  /** Longest duration, ms; read anew at each check. */
  readonly maxCallMs: () => number;
  /** The longest duration is reached. */
  readonly onOver: () => void;
};

/** How far the end has been announced. */
type Stage = 'running' | 'last-minute' | 'goodbye' | 'over';

/** Watches the duration of one call. */
export class CallLimit {
  readonly #options: CallLimitOptions;
  #stage: Stage = 'running';

  constructor(options: CallLimitOptions) {
    this.#options = options;
  }

  /** Checks the duration so far, ms. To be called about once a second. */
  elapsed(ms: number): void {
    const { liveCall, talk, maxCallMs, onOver } = this.#options;
    const next = this.#stageAt(ms, maxCallMs());
    if (next === this.#stage) {
      return;
    }
    this.#stage = next;
    switch (next) {
      case 'running':
        liveCall.clearNotice('max-duration');
        break;
      case 'last-minute':
        liveCall.notice('max-duration', 'info', phrase('call.ends-soon'));
        talk?.tellAgent(oneMinuteLeft());
        break;
      case 'goodbye':
        if (talk?.reach.agentReachesCaller === true) {
          talk.promptAgent(sayGoodbye('time-over'));
        }
        break;
      case 'over':
        onOver();
        break;
    }
  }

  /** A limit less than twice as long as a warning's time skips that warning. */
  #stageAt(ms: number, maxMs: number): Stage {
    if (ms >= maxMs) {
      return 'over';
    }
    if (ms >= maxMs - GOODBYE_MS && maxMs > 2 * GOODBYE_MS) {
      return 'goodbye';
    }
    return ms >= maxMs - NOTICE_MS && maxMs > 2 * NOTICE_MS ? 'last-minute' : 'running';
  }
}

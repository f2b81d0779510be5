/**
 * The end of a call that has lasted MAX_CALL_DURATION: announced to the agent, so that nobody is
 * cut off in the middle of a word.
 */
import { phrase } from '#model/phrases/phrase';
import type { Conversation } from '../conversation';
import type { LiveCall } from '../liveCall';
import { oneMinuteLeft, sayGoodbye } from '../talk/prompts';

/** The agent learns of the end so long before, ms. */
const NOTICE_MS = 60_000;

/** The agent says goodbye so long before, ms. */
const GOODBYE_MS = 10_000;

/** What a limit works on. */
export type CallLimitOptions = {
  readonly view: LiveCall;
  readonly talk: Pick<Conversation, 'tellAgent' | 'promptAgent'>;
  /** Longest duration, ms; read anew each time. */
  readonly maxCallMs: () => number;
  /** The time is over. */
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

  /** The call has lasted so many ms. To be told about once a second. */
  elapsed(ms: number): void {
    const { view, talk, maxCallMs, onOver } = this.#options;
    const next = this.#stageAt(ms, maxCallMs());
    if (next === this.#stage) {
      return;
    }
    this.#stage = next;
    switch (next) {
      case 'running':
        view.clearNotice('max-duration');
        break;
      case 'last-minute':
        view.notice('max-duration', 'info', phrase('call.ends-soon'));
        talk.tellAgent(oneMinuteLeft());
        break;
      case 'goodbye':
        // While somebody else has the floor the agent keeps silent.
        if (view.call.floor === 'agent' && view.call.state === 'live') {
          talk.promptAgent(sayGoodbye('time-over'));
        }
        break;
      case 'over':
        onOver();
        break;
    }
  }

  /** A limit that is shorter than the time of an announcement has none of it. */
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

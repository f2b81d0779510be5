/** The caller's line: whether they hear music of ours, and how they are sent on. */
import type { Log } from '#main/observability/log';
import type { Result } from '#main/util/result';
import { withTimeout } from '#main/util/timeout';
import { phrase } from '#model/phrases/phrase';
import type { CallLeg } from '../callLeg';
import { wantsMusic } from '../life/callValue';
import { Follower } from '../life/follower';
import type { LiveCall } from '../liveCall';

/** Longest wait for Asterisk to do what is wished, ms. The wish is repeated after that, too. */
const PATIENCE_MS = 10_000;

export type CallLineOptions = {
  readonly leg: Pick<CallLeg, 'playMusic'>;
  readonly liveCall: LiveCall;
  /** Aborts when the call ends. */
  readonly over: AbortSignal;
  readonly log: Log;
};

/** The line of one caller. */
export class CallLine {
  readonly #liveCall: LiveCall;
  readonly #music: Follower<'on' | 'off'>;

  constructor({ leg, liveCall, over, log }: CallLineOptions) {
    const { music } = liveCall.value;
    this.#liveCall = liveCall;
    this.#music = new Follower({
      actual: music === 'unknown' ? { is: 'unknown' } : { is: 'known', state: music },
      send: (state) => leg.playMusic(state === 'on'),
      same: (one, other) => one === other,
      onActual: (actual) => {
        liveCall.input({ type: 'music', music: actual.is === 'known' ? actual.state : 'unknown' });
      },
      over,
    });
    liveCall.follow((now, before) => {
      if (wantsMusic(now) !== wantsMusic(before)) {
        void this.#follow().then((heard) => {
          if (!heard.ok) {
            log.warn({ error: heard.error }, 'the caller does not hear what they should');
          }
        });
      }
    });
  }

  /** A caller from before a restart may still hear the music of then. */
  begin(): void {
    void this.#follow();
  }

  /**
   * The caller has another channel now. It may not play the music of the one before; where none was
   * asked for there is none.
   */
  followAnew(): void {
    const { value } = this.#liveCall;
    if (wantsMusic(value) || value.music !== 'off') {
      this.#music.anew();
    }
  }

  /**
   * Resolves once the caller hears what the call's value says. Fails as Asterisk refuses it, or
   * with `timeout` if Asterisk has not answered; what is wished is repeated all the same.
   */
  settled(): Promise<Result<void>> {
    return withTimeout(this.#follow(), PATIENCE_MS, phrase('line.asterisk-silent'));
  }

  /** Ends the music and sends the caller on. If that fails, the music comes back. */
  async sendOn(send: () => Promise<Result<void>>): Promise<Result<void>> {
    this.#liveCall.input({ type: 'leaving', step: 1 });
    await this.settled();
    const sent = await send();
    if (!sent.ok) {
      this.#liveCall.input({ type: 'leaving', step: -1 });
    }
    return sent;
  }

  #follow(): Promise<Result<void>> {
    return this.#music.want(wantsMusic(this.#liveCall.value) ? 'on' : 'off');
  }
}

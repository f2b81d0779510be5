/** Holding a call: who does, what the caller hears meanwhile, and that the agent waits. */
import type { Log } from '#main/observability/log';
import { done, type Result } from '#main/util/result';
import type { CallLeg } from '../callLeg';
import type { Conversation } from '../conversation';
import type { Holder, LiveCall } from '../liveCall';

/**
 * Why the caller hears music. A caller who holds the line himself hears that of his own telephone.
 */
type MusicReason = Exclude<Holder, 'caller'> | 'agent-away';

/** What a hold works on. */
export type CallHoldOptions = {
  readonly leg: Pick<CallLeg, 'playMusic'>;
  readonly view: LiveCall;
  readonly talk: Pick<Conversation, 'hold'>;
  readonly log: Log;
};

/** The hold of one call. */
export class CallHold {
  readonly #options: CallHoldOptions;
  readonly #reasons = new Set<MusicReason>();
  #music: 'off' | 'on' = 'off';
  /** So many have sent the caller on, or are about to: he hears no music whatever its reasons. */
  #sending = 0;
  /** Commands go out one after the other, or the last one would not be the one that counts. */
  #working: Promise<Result<void>> = Promise.resolve(done);

  constructor(options: CallHoldOptions) {
    this.#options = options;
  }

  /** The caller holds the line, or comes back. */
  byCaller(held: boolean): void {
    this.#show('caller', held);
  }

  /**
   * Holds the call for the supervisor, or takes it back. Fails as Asterisk answers; then all is as
   * before.
   */
  async by(holder: Exclude<Holder, 'caller'>, held: boolean): Promise<Result<void>> {
    this.#show(holder, held);
    const heard = await this.#want(holder, held);
    if (!heard.ok) {
      this.#note(holder, !held);
      this.#show(holder, !held);
    }
    return heard;
  }

  /**
   * Takes the call back for the supervisor: from his own hold, and from that of a consultation
   * whose end Asterisk did not take. Fails as `by` does.
   */
  async takeBack(): Promise<Result<void>> {
    const freed = this.#reasons.has('consultation') ? await this.by('consultation', false) : done;
    return freed.ok ? await this.by('supervisor', false) : freed;
  }

  /** Music while the agent is away. What comes of it shows in the log only: nobody waits for it. */
  whileAgentAway(on: boolean): void {
    void this.#want('agent-away', on).then((heard) => {
      if (!heard.ok) {
        this.#options.log.warn({ error: heard.error }, 'music while the agent is away failed');
      }
    });
  }

  /** Ends the music and sends the caller on; all is as before if that fails. */
  async sendOn(send: () => Promise<Result<void>>): Promise<Result<void>> {
    this.#sending += 1;
    await this.#follow();
    const sent = await send();
    if (!sent.ok) {
      this.#sending -= 1;
      await this.#follow();
    }
    return sent;
  }

  #show(holder: Holder, held: boolean): void {
    const { view, talk } = this.#options;
    view.hold(holder, held);
    talk.hold(view.held);
  }

  #want(reason: MusicReason, on: boolean): Promise<Result<void>> {
    this.#note(reason, on);
    return this.#follow();
  }

  #note(reason: MusicReason, on: boolean): void {
    if (on) {
      this.#reasons.add(reason);
    } else {
      this.#reasons.delete(reason);
    }
  }

  #follow(): Promise<Result<void>> {
    this.#working = this.#working.then(() => this.#change());
    return this.#working;
  }

  async #change(): Promise<Result<void>> {
    const wanted = this.#reasons.size > 0 && this.#sending === 0 ? 'on' : 'off';
    if (wanted === this.#music) {
      return done;
    }
    const changed = await this.#options.leg.playMusic(wanted === 'on');
    if (changed.ok) {
      this.#music = wanted;
    }
    return changed;
  }
}

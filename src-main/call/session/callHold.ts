/** Holding a call: who holds it, what the caller hears meanwhile, and the agent's wait. */
import type { Log } from '#main/observability/log';
import { done, type Result } from '#main/util/result';
import type { CallLeg } from '../callLeg';
import type { Holder, LiveCall } from '../liveCall';
import type { Talk } from '../talk/talk';

/**
 * Why the caller hears our music. A caller who holds the line hears the music of their own
 * telephone.
 */
type MusicReason = Exclude<Holder, 'caller'> | 'agent-away';

export type CallHoldOptions = {
  readonly leg: Pick<CallLeg, 'playMusic'>;
  readonly liveCall: LiveCall;
  readonly talk: Pick<Talk, 'hold'>;
  readonly log: Log;
};

/** The hold of one call, and the music on hold that goes with it. */
export class CallHold {
  readonly #options: CallHoldOptions;
  readonly #reasons = new Set<MusicReason>();
  #music: 'off' | 'on' = 'off';
  /**
   * Number of transfers under way or done. While it is above 0 the caller hears no music, whatever
   * the reasons for it.
   */
  #sending = 0;
  /** The last command to Asterisk. Each waits for the one before, so that the latest wish wins. */
  #working: Promise<Result<void>> = Promise.resolve(done);

  constructor(options: CallHoldOptions) {
    this.#options = options;
  }

  /** The caller put the line on hold, or came back. */
  byCaller(held: boolean): void {
    this.#show('caller', held);
  }

  /**
   * Holds the call for this holder, or takes it back. Fails as Asterisk answers; then nothing has
   * changed.
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
   * Takes the call back for the supervisor: from the supervisor's hold, and from that of a
   * consultation that Asterisk did not end. Fails as `by` does.
   */
  async takeBack(): Promise<Result<void>> {
    const freed = this.#reasons.has('consultation') ? await this.by('consultation', false) : done;
    return freed.ok ? await this.by('supervisor', false) : freed;
  }

  /** Plays music while the agent is away, or stops it. A failure is only logged. */
  whileAgentAway(on: boolean): void {
    void this.#want('agent-away', on).then((heard) => {
      if (!heard.ok) {
        this.#options.log.warn({ error: heard.error }, 'music while the agent is away failed');
      }
    });
  }

  /** Ends the music and sends the caller on. If that fails, the music comes back. */
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
    const { liveCall, talk } = this.#options;
    liveCall.hold(holder, held);
    talk.hold(liveCall.held);
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

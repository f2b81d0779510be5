import type { AriOrigination } from '#main/ari/gateway';
import type { CallerInfo, LegEnd, OutgoingLeg } from '#main/call/callLeg';
import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import { type Phrase, phrase } from '#model/phrases/phrase';
import { AsteriskCallLeg, type AsteriskLegContext } from './incomingLeg';

/** Asterisk itself ends the ringing after its time; this is how much later we do, ms. */
const RING_SLACK_MS = 2_000;

/** How the party is dialled: AriOrigination without the channel id, which is that of the leg. */
export type Dialling = Omit<AriOrigination, 'channelId'>;

/** The leg of a party that we call, in Asterisk: a channel that we originate. */
export class AsteriskOutgoingLeg extends AsteriskCallLeg implements OutgoingLeg {
  readonly #dialling: Dialling;
  readonly #context: AsteriskLegContext;
  readonly #outcome: Promise<Result<void>>;
  #settle: (outcome: Result<void>) => void = () => undefined;
  #state: 'new' | 'ringing' | 'answered' = 'new';
  /** Settles with Asterisk's answer to `dial`. */
  #asked: Promise<unknown> = Promise.resolve();

  constructor(called: CallerInfo, dialling: Dialling, context: AsteriskLegContext) {
    super(called, context);
    this.#dialling = dialling;
    this.#context = context;
    this.#outcome = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  override get inAsterisk(): boolean {
    return this.#state !== 'new';
  }

  async dial(): Promise<Result<void>> {
    const { gateway, entered, gone } = this.#context;
    // The wait begins before the request: the party may answer before Asterisk's response comes.
    const wait = entered(this.channelId);
    void wait.promise.then(() => {
      this.#nowAnswered();
    });
    void this.#outcome.then(() => {
      wait.cancel();
    });
    const asking = gateway.originate({ channelId: this.channelId, ...this.#dialling });
    this.#asked = asking;
    const asked = await asking;
    if (asked.ok && this.#state === 'new') {
      this.#state = 'ringing';
      this.#limitRinging();
    }
    if (!asked.ok) {
      gone(this.channelId, { by: 'not-answered', reason: asked.error.phrase });
      // If Asterisk was only slow, it rings the party all the same.
      void gateway.hangUp(this.channelId);
    }
    return asked;
  }

  /**
   * Waits for Asterisk's answer to `dial`: before it there is no channel to hang up, and one would
   * still be created.
   */
  override async hangUp(reason: 'normal' | 'busy'): Promise<Result<void>> {
    await this.#asked;
    return await super.hangUp(reason);
  }

  untilAnswered(): Promise<Result<void>> {
    return this.#outcome;
  }

  override get awaitsAnswer(): boolean {
    return this.#state === 'ringing';
  }

  override foundAnswered(): void {
    this.#nowAnswered();
    super.foundAnswered();
  }

  override channelGone(end: LegEnd): void {
    this.#settle(fail(cordboardError('refused', phrase('party.no-answer'))));
    super.channelGone(end);
  }

  /**
   * The party's channel is gone. Before an answer, `cause` says why there was none (ITU-T Q.850; 0:
   * unknown).
   */
  override hungUp(cause: number): void {
    this.channelGone(
      this.#state === 'answered'
        ? { by: 'caller' }
        : { by: 'not-answered', reason: reasonOf(cause) },
    );
  }

  /** Gives up a party whom Asterisk, or what it dials, goes on ringing for too long. */
  #limitRinging(): void {
    const { ringMs } = this.#dialling;
    const timer = setTimeout(() => {
      const { gateway, gone } = this.#context;
      const seconds = Math.round(ringMs / 1_000);
      gone(this.channelId, {
        by: 'not-answered',
        reason: phrase('party.rang-too-long', { seconds }),
      });
      void gateway.hangUp(this.channelId);
    }, ringMs + RING_SLACK_MS);
    void this.#outcome.then(() => {
      clearTimeout(timer);
    });
  }

  #nowAnswered(): void {
    this.#state = 'answered';
    this.#settle(done);
  }
}

/** Why a party could not be reached, by cause (ITU-T Q.850, "Cause definitions"). */
const REASONS: Readonly<Record<number, Phrase>> = {
  0: phrase('party.unreachable'),
  1: phrase('party.number-not-assigned'),
  3: phrase('party.no-route'),
  17: phrase('party.busy'),
  18: phrase('party.no-response'),
  19: phrase('party.nobody-answered'),
  20: phrase('party.not-connected'),
  21: phrase('party.refused'),
  22: phrase('party.number-changed'),
  27: phrase('party.number-unreachable'),
  28: phrase('party.number-wrong'),
  34: phrase('party.no-line-free'),
  38: phrase('party.network-down'),
  41: phrase('party.network-failure'),
  42: phrase('party.network-overloaded'),
};

function reasonOf(cause: number): Phrase {
  return REASONS[cause] ?? phrase('party.cause', { cause });
}

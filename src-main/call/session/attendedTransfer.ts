/**
 * An attended transfer: the supervisor asks a third party by headset while the caller hears music.
 * Then caller and third party are connected, or the caller is taken back.
 */
import type { Log } from '#main/observability/log';
import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { CalledParty, CallLeg, LegEnd, OutgoingLeg } from '../callLeg';
import { MediaLosses } from '../content/mediaLosses';
import { type ConsultationValue, isAnothersToSpeak } from '../life/callValue';
import { tryAgain } from '../life/tryAgain';
import type { LiveCall } from '../liveCall';
import type { CallHeadset } from './callHeadset';
import type { CallLine } from './callLine';
import { ConsultLine } from './consultLine';

/** Longest wait for each step of the party's media connection, ms. */
const MEDIA_STEP_LIMIT_MS = 5_000;

export type AttendedTransferOptions = {
  readonly leg: Pick<CallLeg, 'joinWith'>;
  readonly liveCall: LiveCall;
  readonly line: CallLine;
  readonly headset: CallHeadset;
  readonly createOutgoing: (party: CalledParty) => Result<OutgoingLeg>;
  /** Caller and party are connected with each other: the call has left us. */
  readonly onTransferred: () => void;
  /** Aborts when the call ends. */
  readonly over: AbortSignal;
  readonly log: Log;
};

/**
 * `joining`: Asterisk has been asked to connect the two. The party then leaves us, which is not a
 * hang-up. `over` settles with Asterisk's answer.
 */
type Consulting =
  | { readonly kind: 'ringing'; readonly leg: OutgoingLeg }
  | { readonly kind: 'talking'; readonly leg: OutgoingLeg; readonly line: ConsultLine }
  | {
      readonly kind: 'joining';
      readonly leg: OutgoingLeg;
      readonly line: ConsultLine;
      readonly over: Promise<unknown>;
    };

type State = { readonly kind: 'none' } | Consulting;

const NONE: State = { kind: 'none' };

/** Who is asked, as it was dialled, and the supervisor who asks them. */
type Asked = Pick<ConsultationValue, 'target' | 'by'>;

/** The attended transfer of one call. */
export class AttendedTransfer {
  readonly #options: AttendedTransferOptions;
  #state: State = NONE;

  constructor(options: AttendedTransferOptions) {
    this.#options = options;
  }

  /**
   * Puts the caller on hold and rings the party, for the supervisor who asks them (`by`).
   * Call.consultation and the notices show the progress. Fails with `invalid-state` during another
   * consultation or another supervisor's take-over, or as Asterisk answers.
   */
  async begin(asked: Asked, extension: string): Promise<Result<void>> {
    if (this.#state.kind !== 'none') {
      return refused(phrase('refused.consulting-already'));
    }
    const { line, liveCall, createOutgoing } = this.#options;
    if (isAnothersToSpeak(liveCall.value, asked.by)) {
      return refused(phrase('refused.taken-over-already'));
    }
    const created = createOutgoing({ kind: 'extension', extension });
    if (!created.ok) {
      return created;
    }
    const leg = created.value;
    this.#state = { kind: 'ringing', leg };
    liveCall.clearNotice('consultation');
    this.#show(asked, 'ringing');
    this.#follow(leg);
    const [held, dialled] = await Promise.all([line.settled(), leg.dial()]);
    const failed = held.ok ? dialled : held;
    if (!failed.ok) {
      await this.#end(leg);
      return failed;
    }
    void this.#connect(leg);
    return done;
  }

  /**
   * Connects caller and party; both have left us then. Fails with `invalid-state` before the party
   * has answered.
   */
  async complete(): Promise<Result<void>> {
    const state = this.#state;
    if (state.kind !== 'talking') {
      return refused(phrase('refused.nobody-consulted-yet'));
    }
    const { line, leg, onTransferred } = this.#options;
    const joining = line.sendOn(() => leg.joinWith(state.leg.caller.callId));
    this.#state = { ...state, kind: 'joining', over: joining };
    this.#goesOn('joining');
    const joined = await joining;
    if (!joined.ok) {
      await this.#end(state.leg);
      return joined;
    }
    this.#state = NONE;
    onTransferred();
    await this.#release(state);
    return done;
  }

  /**
   * Hangs up the party and takes the caller back. Fails with `invalid-state` if nobody is
   * consulted, or the two are being connected: one of them may have left already.
   */
  async cancel(): Promise<Result<void>> {
    const state = this.#state;
    if (state.kind === 'none') {
      return refused(phrase('refused.nobody-consulted'));
    }
    if (state.kind === 'joining') {
      return refused(phrase('refused.joining'));
    }
    await this.#end(state.leg);
    return done;
  }

  /**
   * The call is over: hangs up the party, unless they and the caller have just been connected.
   * Idempotent.
   */
  async close(): Promise<void> {
    if (this.#state.kind === 'joining') {
      await this.#state.over;
    }
    const state = this.#state;
    this.#state = NONE;
    if (state.kind !== 'none') {
      await this.#hangUp(state);
    }
  }

  #follow(leg: OutgoingLeg): void {
    leg.start({
      onEnded: (end) => {
        this.#partyGone(leg, end);
      },
      onHold: nothing,
      onDtmf: nothing,
      onAnswered: nothing,
      onTalking: nothing,
      onChannelReplaced: nothing,
      onPartyChanged: nothing,
      onNotice: nothing,
    });
  }

  async #connect(leg: OutgoingLeg): Promise<void> {
    const answered = await leg.untilAnswered();
    if (!answered.ok || !this.#isRinging(leg)) {
      return;
    }
    const media = await leg.connectMedia(MEDIA_STEP_LIMIT_MS);
    const { headset } = this.#options;
    if (!this.#isRinging(leg)) {
      if (media.ok) {
        media.value.close();
      }
      return;
    }
    if (!media.ok) {
      await this.#fail(leg, phrase('consultation.not-heard', { why: media.error.phrase }));
      return;
    }
    const losses = new MediaLosses();
    const line = new ConsultLine(() => {
      void this.#restore(leg, line, losses.count());
    });
    line.attach(media.value);
    this.#state = { kind: 'talking', leg, line };
    this.#goesOn('talking');
    headset.switchTo(line);
  }

  /** The party's audio broke: they wait for it like a caller. */
  async #restore(leg: OutgoingLeg, line: ConsultLine, waitsMs: readonly number[]): Promise<void> {
    const media = await tryAgain(waitsMs, this.#options.over, async () =>
      this.#isTalking(leg) ? await leg.connectMedia(MEDIA_STEP_LIMIT_MS) : refusedNow(),
    );
    if (!media.ok) {
      await this.#fail(leg, phrase('consultation.media-lost'));
    } else if (this.#isTalking(leg)) {
      line.attach(media.value);
    } else {
      media.value.close();
    }
  }

  #isTalking(leg: OutgoingLeg): boolean {
    return this.#state.kind === 'talking' && this.#state.leg === leg;
  }

  #isRinging(leg: OutgoingLeg): boolean {
    return this.#state.kind === 'ringing' && this.#state.leg === leg;
  }

  #partyGone(leg: OutgoingLeg, end: LegEnd): void {
    const why = 'reason' in end ? end.reason : phrase('consultation.party-hung-up');
    void this.#fail(leg, why);
  }

  async #fail(leg: OutgoingLeg, why: Phrase): Promise<void> {
    // While the two are being connected, Asterisk's answer says how that ends.
    if (this.#isRinging(leg) || this.#isTalking(leg)) {
      this.#options.liveCall.notice('consultation', 'warn', why);
      await this.#end(leg);
    }
  }

  /** Hangs up the party; the caller talks to the agent again. */
  async #end(leg: OutgoingLeg): Promise<void> {
    const state = this.#state;
    if (state.kind === 'none' || state.leg !== leg) {
      return;
    }
    this.#state = NONE;
    const { liveCall, line, headset, log } = this.#options;
    headset.switchTo(null);
    // The line follows: the music ends.
    liveCall.input({ type: 'consultation', consultation: null });
    const [back] = await Promise.all([line.settled(), this.#hangUp(state)]);
    if (!back.ok) {
      log.warn({ error: back.error }, 'the caller could not be taken back from the music');
    }
  }

  #goesOn(state: ConsultationValue['state']): void {
    const { consultation } = this.#options.liveCall.value;
    if (consultation !== null) {
      this.#show(consultation, state);
    }
  }

  #show({ target, by }: Asked, state: ConsultationValue['state']): void {
    const consultation = { target, by, state, sinceMs: performance.now() };
    this.#options.liveCall.input({ type: 'consultation', consultation });
  }

  async #hangUp(state: Consulting): Promise<void> {
    await state.leg.hangUp('normal');
    await this.#release(state);
  }

  async #release(state: Consulting): Promise<void> {
    if (state.kind !== 'ringing') {
      state.line.close();
    }
    await state.leg.release();
  }
}

function refusedNow(): Result<never> {
  return refused(phrase('refused.nobody-consulted'));
}

function refused(why: Phrase): Result<never> {
  return fail(cordboardError('invalid-state', why));
}

function nothing(): void {
  // Other events of the party do not matter here.
}

/**
 * Brings a call from its first ring to live: an answered caller, a called party, or a caller who
 * goes on after a restart.
 */
import { type CordboardError, cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import { delay } from '#main/util/timeout';
import type { EndReason } from '#model/endReasons';
import { phrase } from '#model/phrases/phrase';
import type { CallLeg, OutgoingLeg } from '../callLeg';
import type { CallSettings } from '../callSettings';
import type { CallContent } from '../content/callContent';
import { endedMeanwhile } from '../life/endedMeanwhile';
import type { LiveCall } from '../liveCall';

/** Longest time a caller keeps ringing while the agent connects, ms. */
const ANSWER_WAIT_MS = 3_000;

export type CallSetupOptions = {
  readonly liveCall: LiveCall;
  readonly content: Pick<CallContent, 'talk' | 'prepare' | 'connect' | 'check'>;
  readonly settings: () => CallSettings;
  /** Aborts when the call ends. */
  readonly over: AbortSignal;
  readonly onLive: () => void;
  /** The caller left while they were being answered. */
  readonly onCallerGone: () => Promise<unknown>;
  readonly onFailed: (reason: EndReason, error: CordboardError) => Promise<unknown>;
};

/** The set-up of one call. Each of its methods resolves once the call is live or over. */
export class CallSetup {
  readonly #options: CallSetupOptions;

  constructor(options: CallSetupOptions) {
    this.#options = options;
  }

  /**
   * Answers a ringing caller. Fails with `invalid-state` if the call does not ring, or with
   * `cancelled` if it ends meanwhile.
   */
  async answer(leg: CallLeg): Promise<Result<void>> {
    const { liveCall, content, over, onCallerGone } = this.#options;
    if (!liveCall.input({ type: 'phase', phase: 'answering' })) {
      return fail(cordboardError('invalid-state', phrase('refused.not-ringing')));
    }
    const prepared = content.prepare();
    const early = await this.#ringUntil(leg, prepared);
    if (early?.ok === false) {
      return await this.#failed('agent-unavailable', early.error);
    }
    if (over.aborted) {
      return fail(cordboardError('cancelled', phrase('call.caller-gave-up')));
    }
    const answered = await leg.answer();
    if (!answered.ok && answered.error.kind === 'not-found') {
      // The caller gave up; the event that tells so may come later than this answer.
      await onCallerGone();
      return answered;
    }
    return answered.ok
      ? await this.#connect(prepared)
      : await this.#failed('setup-failed', answered.error);
  }

  /**
   * Waits for the called party to answer. The agent connects meanwhile, so that it can speak at
   * once.
   */
  async dial(leg: OutgoingLeg): Promise<Result<void>> {
    if (this.#isOver()) {
      return endedMeanwhile();
    }
    const prepared = this.#options.content.prepare();
    const answered = await Promise.race([
      leg.untilAnswered(),
      // A call that no agent can serve is not left ringing.
      prepared.then((started) => (started.ok ? leg.untilAnswered() : started)),
    ]);
    return answered.ok
      ? await this.#connect(prepared)
      : await this.#failed('agent-unavailable', answered.error);
  }

  /** Goes on with a caller who was answered before a restart. */
  resume(): Promise<Result<void>> {
    return this.#connect(this.#options.content.prepare());
  }

  async #connect(prepared: Promise<Result<void>>): Promise<Result<void>> {
    const { liveCall, content, onLive } = this.#options;
    if (this.#isOver()) {
      return endedMeanwhile();
    }
    liveCall.input({ type: 'answered', at: Date.now() });
    liveCall.input({ type: 'phase', phase: 'connecting' });
    const connected = await content.connect();
    if (!connected.ok) {
      return await this.#failed('media-failed', connected.error);
    }
    const started = await prepared;
    const served = started.ok ? content.check() : started;
    if (!served.ok) {
      return await this.#failed('agent-unavailable', served.error);
    }
    if (liveCall.input({ type: 'phase', phase: 'live' })) {
      onLive();
    }
    return done;
  }

  /**
   * Keeps the caller ringing until the agent is ready or has failed, 3 s at most: an answered
   * caller pays, and would hear silence. Returns null if the agent still connects after that.
   */
  async #ringUntil(leg: CallLeg, prepared: Promise<Result<void>>): Promise<Result<void> | null> {
    const { content, settings, over } = this.#options;
    if (content.talk === null) {
      return await prepared;
    }
    if (settings().autoAnswer) {
      void leg.ring();
    }
    const waited = new AbortController();
    const signal = AbortSignal.any([waited.signal, over]);
    const early = await Promise.race([prepared, delay(ANSWER_WAIT_MS, signal).then(() => null)]);
    waited.abort();
    return early;
  }

  async #failed(reason: EndReason, error: CordboardError): Promise<Result<void>> {
    if (!this.#isOver()) {
      await this.#options.onFailed(reason, error);
    }
    // Otherwise the call was ended meanwhile, and that caused the failure.
    return fail(error);
  }

  #isOver(): boolean {
    return this.#options.over.aborted;
  }
}

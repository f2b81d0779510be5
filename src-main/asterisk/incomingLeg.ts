/**
 * A caller's leg in Asterisk: the caller's channel in our Stasis application, with its audio
 * (channelMedia.ts).
 */
import type { DialplanPlace } from '#main/ari/gateway';
import type { CallerInfo, CallLeg, CallLegHandlers, LegEnd, Party } from '#main/call/callLeg';
import type { CallMemory } from '#main/call/life/callMemory';
import type { MediaTransport } from '#main/media/transport/mediaTransport';
import { backoffDelayMs } from '#main/util/backoff';
import { cordboardError, isOutcomeUnknown } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import { delay } from '#main/util/timeout';
import type { CallId } from '#model/call';
import { phrase } from '#model/phrases/phrase';
import { AsteriskMedia, type AsteriskMediaContext } from './channelMedia';
import {
  checkReserved,
  type DialplanSettings,
  hasPlace,
  JOIN_EXTENSION,
  JOIN_VARIABLE,
  placeIn,
} from './dialplan';
import { Farewell, type FarewellContext, type FarewellKind } from './farewell';

/**
 * After a request to send a caller on whose outcome is not known: the time between two questions
 * where they are, ms.
 */
const LOOKS = { firstMs: 500, maxMs: 3_000, factor: 1.5, jitter: 0 } as const;

/** Tells the dialplan why a call comes back unanswered (asterisk-config/extensions.conf). */
const REFUSED_VARIABLE = 'CORDBOARD_REFUSED';

/**
 * Where the caller's channel is. `here`: in our application. `moving`: being sent on; `over`
 * settles with Asterisk's answer. `leaving`: on its way out for good. `gone`: outside our
 * application.
 */
type CallerChannel =
  | { readonly kind: 'here' }
  | { readonly kind: 'moving'; readonly over: Promise<unknown> }
  | { readonly kind: 'leaving'; readonly farewell: Farewell }
  | { readonly kind: 'gone'; readonly end: LegEnd };

/** Settings of a leg; read anew at each use. */
export type LegSettings = DialplanSettings & {
  /** Class of musiconhold.conf (HOLD_MUSIC_CLASS). */
  readonly musicClass: string;
};

export type AsteriskLegContext = AsteriskMediaContext &
  FarewellContext & {
    readonly settings: () => LegSettings;
    /** Keeps this with the caller's channel. Fails as Asterisk answers. */
    readonly keep: (caller: CallerInfo, call: CallMemory) => Promise<Result<void>>;
    /** The call is over here; another console may serve its caller. */
    readonly givenUp: (caller: CallerInfo, call: CallMemory | null) => void;
    /** Asterisk says that this channel is gone: the owner forgets the leg and tells it. */
    readonly gone: (channelId: string, end: LegEnd) => void;
    /** The channel that another call has now. */
    readonly channelOf: (callId: CallId) => string;
  };

/** The caller's side of one call in Asterisk. */
export class AsteriskCallLeg implements CallLeg {
  readonly caller: CallerInfo;
  #memory: CallMemory | null;
  readonly #context: AsteriskLegContext;
  readonly #media: AsteriskMedia;
  #handlers: CallLegHandlers | null = null;
  #channel: CallerChannel = { kind: 'here' };
  #channelId: string;
  /** Somebody here has taken the caller's call, or begins to. */
  #served: boolean;
  /** The call had audio. */
  #hadMedia = false;
  /** Where Asterisk's events go: here, to another console, or nowhere. */
  #events: 'here' | 'other-console' | 'nowhere' = 'here';
  /** What only events tell. */
  #held = false;
  #talking = false;
  /** Aborts when nothing is tried for this caller any more. */
  readonly #disposed = new AbortController();
  /** Settles with Asterisk's answer to `ring`. */
  #ringing: Promise<unknown> = Promise.resolve();

  /** @param memory What the caller's channel remembers of their call; null: nothing. */
  constructor(caller: CallerInfo, context: AsteriskLegContext, memory: CallMemory | null = null) {
    this.caller = caller;
    this.#memory = memory;
    this.#context = context;
    this.#channelId = caller.callId;
    this.#served = caller.adopted;
    this.#media = new AsteriskMedia(caller.callId, context);
  }

  /** The channel that the call has now; the call's id is that of its first channel. */
  get channelId(): string {
    return this.#channelId;
  }

  get memory(): CallMemory | null {
    return this.#memory;
  }

  /** The caller's channel remembers this of an earlier call of theirs. Before `start`. */
  recalled(memory: CallMemory | null): void {
    this.#memory = memory;
  }

  remember(memory: CallMemory): Promise<Result<void>> {
    this.#memory = memory;
    return this.#context.keep(this.#onChannel, memory);
  }

  /** Ids of what this leg has created in Asterisk, for the sweep. */
  get ownedIds(): readonly string[] {
    return this.#media.ownedIds;
  }

  /** Whether Asterisk has, or had, the channel. */
  get inAsterisk(): boolean {
    return true;
  }

  start(handlers: CallLegHandlers): void {
    this.#handlers = handlers;
    if (this.#channel.kind === 'gone') {
      handlers.onEnded(this.#channel.end);
    }
  }

  /**
   * Whether the call is over for us. A channel that is still in our application then was left
   * behind.
   */
  get over(): boolean {
    return this.#media.released;
  }

  /** The caller's channel has left our application; the source calls this. */
  channelGone(end: LegEnd): void {
    const before = this.#channel;
    this.#channel = { kind: 'gone', end };
    if (before.kind === 'leaving') {
      before.farewell.stop();
    } else if (before.kind === 'here') {
      this.#handlers?.onEnded(end);
    }
  }

  /** The caller's channel was hung up, for this cause (ITU-T Q.850; 0: unknown). */
  hungUp(_cause: number): void {
    this.channelGone({ by: 'caller' });
  }

  /** Whether the channel is on its way out: that it leaves our application is then no hang-up. */
  get leaves(): boolean {
    return this.#channel.kind === 'moving' || this.#channel.kind === 'leaving';
  }

  /** Whether only Asterisk's events can tell that the party has answered. */
  get awaitsAnswer(): boolean {
    return false;
  }

  /** Another channel has taken the place of this one in the call (a transfer by phone). */
  goOnWith(channelId: string): void {
    this.#channelId = channelId;
    this.#media.channelId = channelId;
    if (this.#memory !== null) {
      void this.#context.keep(this.#onChannel, this.#memory);
    }
    this.#forgetEvents();
    this.#handlers?.onChannelReplaced();
  }

  /** Somebody else is on the line now. */
  partyChanged(party: Party): void {
    this.#handlers?.onPartyChanged(party);
  }

  /**
   * Asterisk's events go elsewhere from now on. The call goes on. Only a caller whom nobody here
   * has answered yet is left to the other console.
   */
  eventsAway(to: 'other-console' | 'nowhere'): void {
    if (this.#channel.kind !== 'here' || this.#events === to) {
      return;
    }
    this.#events = to;
    this.#forgetEvents();
    if (to === 'nowhere') {
      return;
    }
    if (this.#served || this.caller.direction === 'outbound') {
      this.#handlers?.onNotice('asterisk-events', phrase('asterisk.taken-over'));
    } else {
      this.#context.givenUp(this.#onChannel, this.#memory);
      const reason = phrase('call.taken-by-another');
      this.#context.gone(this.#channelId, { by: 'asterisk-lost', reason });
    }
  }

  /** Asterisk is reachable, and its events reach us. */
  eventsHere(): void {
    if (this.#events === 'other-console') {
      this.#handlers?.onNotice('asterisk-events', null);
    }
    this.#events = 'here';
    if (this.#channel.kind === 'leaving') {
      this.#channel.farewell.retryNow();
    }
  }

  /**
   * The channel is still in our application though the call is over: repeats the farewell, by
   * default to the fallback.
   */
  async repeatFarewell(): Promise<void> {
    const farewell =
      this.#channel.kind === 'leaving' ? this.#channel.farewell : this.#farewell('fallback');
    this.#channel = { kind: 'leaving', farewell };
    await farewell.say();
  }

  /** Stops all attempts for this caller. Idempotent. */
  dispose(): void {
    this.#disposed.abort();
    if (this.#channel.kind === 'leaving') {
      this.#channel.farewell.stop();
    }
  }

  /** The channel was answered, by us or by the dialplan. */
  answered(): void {
    this.#handlers?.onAnswered();
  }

  /** The channel was found in our application, answered; the event may have been lost. */
  foundAnswered(): void {
    this.answered();
  }

  /** Asterisk hears the caller talk, or no longer. */
  talkingChanged(talking: boolean): void {
    this.#talking = talking;
    this.#handlers?.onTalking(talking);
  }

  holdChanged(held: boolean): void {
    this.#held = held;
    this.#handlers?.onHold(held);
  }

  digitPressed(digit: string): void {
    this.#handlers?.onDtmf(digit);
  }

  ring(): Promise<Result<void>> {
    const ringing = this.#context.gateway.ring(this.#channelId);
    this.#ringing = ringing;
    return ringing;
  }

  async answer(): Promise<Result<void>> {
    this.#served = true;
    // Requests may overtake each other. A caller answered before the ringing begins would hear it
    // in the talk.
    await this.#ringing;
    return await this.#orGone(await this.#context.gateway.answer(this.#channelId));
  }

  async connectMedia(timeoutMs: number): Promise<Result<MediaTransport>> {
    this.#served = true;
    const media = await this.#media.connect(timeoutMs);
    if (media.ok) {
      this.#hadMedia = true;
    }
    // Later in a call Asterisk itself may have been away: its events, or the look after them, say
    // what became of the caller.
    return this.#hadMedia ? media : await this.#orGone(media);
  }

  checkMedia(): Promise<Result<'intact' | 'broken'>> {
    return this.#media.check();
  }

  hangUp(reason: 'normal' | 'busy'): Promise<Result<void>> {
    return this.#leave(reason);
  }

  async sendToFallback(extension: string | null): Promise<Result<void>> {
    const exists = extension !== null && (await this.#checkExtension(extension)).ok;
    return await this.#leave(exists ? this.#transferPlace(extension) : 'fallback');
  }

  async refuse(): Promise<Result<void>> {
    const { gateway, log } = this.#context;
    const named = await gateway.setVariable(this.channelId, REFUSED_VARIABLE, 'full');
    if (!named.ok) {
      log.warn(
        { callId: this.channelId, error: named.error },
        'dialplan was not told of a refusal',
      );
    }
    return await this.#leave('onward');
  }

  playMusic(on: boolean): Promise<Result<void>> {
    const { gateway, settings } = this.#context;
    return on
      ? gateway.startMusic(this.#channelId, settings().musicClass)
      : gateway.stopMusic(this.#channelId);
  }

  readVariable(name: string): Promise<Result<string>> {
    return this.#context.gateway.getVariable(this.#channelId, name);
  }

  sendDtmf(digits: string): Promise<Result<void>> {
    return this.#context.gateway.sendDtmf(this.#channelId, digits);
  }

  async transfer(extension: string): Promise<Result<void>> {
    const known = await this.#checkExtension(extension);
    return known.ok ? await this.#moveOn(() => this.#goTo(extension)) : known;
  }

  /**
   * Both leave our application for a bridge of the dialplan (application Bridge()). Their talk no
   * longer needs us: it goes on even if Cordboard ends.
   */
  joinWith(party: CallId): Promise<Result<void>> {
    return this.#moveOn(async () => {
      const { gateway, channelOf } = this.#context;
      const name = await gateway.getVariable(channelOf(party), 'CHANNEL(name)');
      const named = name.ok
        ? await gateway.setVariable(this.#channelId, JOIN_VARIABLE, name.value)
        : name;
      return named.ok ? await this.#goTo(JOIN_EXTENSION) : named;
    });
  }

  release(): Promise<void> {
    return this.#media.release();
  }

  #goTo(extension: string): Promise<Result<void>> {
    return this.#context.gateway.continueInDialplan(
      this.#channelId,
      this.#transferPlace(extension),
    );
  }

  /**
   * Fails with `invalid-input` if the extension does not exist: Asterisk hangs up a caller who is
   * sent to a missing extension.
   */
  async #checkExtension(extension: string): Promise<Result<void>> {
    const place = this.#transferPlace(extension);
    const free = checkReserved(extension);
    if (!free.ok || (await hasPlace(this.#context.gateway, this.#channelId, place))) {
      return free;
    }
    const why = phrase('transfer.no-extension', { extension, context: place.context });
    return fail(cordboardError('invalid-input', why));
  }

  #transferPlace(extension: string): DialplanPlace {
    return placeIn(this.#context.settings().transferContext, extension);
  }

  /**
   * Sends the caller on. That their channel leaves us meanwhile is what was asked for, unless they
   * hung up.
   */
  async #moveOn(send: () => Promise<Result<void>>): Promise<Result<void>> {
    if (this.#channel.kind !== 'here') {
      return fail(cordboardError('invalid-state', phrase('call.leaving')));
    }
    // Sending begins only after the state is set: the caller may hang up meanwhile.
    const sending = Promise.resolve()
      .then(send)
      .then((sent) => this.#untilKnown(sent));
    const moving: CallerChannel = { kind: 'moving', over: sending };
    this.#channel = moving;
    const sent = await sending;
    const now = this.#whereNow();
    if (sent.ok || (now.kind === 'gone' && now.end.by === 'moved')) {
      this.#channel = { kind: 'gone', end: { by: 'moved' } };
      return done;
    }
    if (now.kind === 'gone') {
      this.#handlers?.onEnded(now.end);
    } else {
      this.#channel = { kind: 'here' };
    }
    return sent;
  }

  /**
   * A request whose answer was lost may have been carried out: waits until the caller has left or
   * Asterisk says where they are, however long that takes. That they are still here counts only
   * when it is said twice: Asterisk may have the request still before it.
   */
  async #untilKnown(sent: Result<void>): Promise<Result<void>> {
    if (sent.ok || !isOutcomeUnknown(sent.error)) {
      return sent;
    }
    const { signal } = this.#disposed;
    let seenHere = false;
    for (let look = 0; this.#whereNow().kind === 'moving' && !signal.aborted; look += 1) {
      const found = await this.#context.gateway.findChannel(this.#channelId);
      if (found.ok) {
        if (found.value.place === 'elsewhere') {
          return done;
        }
        if (seenHere) {
          return sent;
        }
        seenHere = true;
      } else if (found.error.kind === 'not-found') {
        this.#context.gone(this.#channelId, { by: 'caller' });
        return sent;
      }
      await delay(backoffDelayMs(look, LOOKS), signal);
    }
    return sent;
  }

  /**
   * Passes the result on. If it is a failure because the caller has hung up, the call ends for that
   * reason: Asterisk's event may come later than this answer.
   */
  async #orGone<T>(result: Result<T>): Promise<Result<T>> {
    if (!result.ok && result.error.kind !== 'cancelled' && this.#channel.kind === 'here') {
      const found = await this.#context.gateway.findChannel(this.#channelId);
      if (!found.ok && found.error.kind === 'not-found') {
        this.#context.gone(this.#channelId, { by: 'caller' });
      }
    }
    return result;
  }

  /** The state anew: the compiler does not see that it changes while a method waits. */
  #whereNow(): CallerChannel {
    return this.#channel;
  }

  /** Nothing of what only events tell is known any more; a short talk to music is better. */
  #forgetEvents(): void {
    if (this.#held) {
      this.holdChanged(false);
    }
    if (this.#talking) {
      this.talkingChanged(false);
    }
  }

  /**
   * Lets the caller go. The first farewell counts; it is repeated until the channel has left. A
   * caller who is just being sent on needs a farewell only if they stay.
   */
  async #leave(kind: FarewellKind): Promise<Result<void>> {
    if (this.#channel.kind === 'moving') {
      await this.#channel.over;
    }
    if (this.#channel.kind !== 'here') {
      return done;
    }
    const farewell = this.#farewell(kind);
    this.#channel = { kind: 'leaving', farewell };
    return await farewell.say();
  }

  /** The caller, as the channel that they have now remembers them. */
  get #onChannel(): CallerInfo {
    return { ...this.caller, callId: this.#channelId };
  }

  #farewell(kind: FarewellKind): Farewell {
    return new Farewell(this.#context, this.#channelId, kind);
  }
}

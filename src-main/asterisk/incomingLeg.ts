/**
 * A caller's leg in Asterisk: the caller's channel in our Stasis application, with its audio
 * (channelMedia.ts).
 */
import type { DialplanPlace } from '#main/ari/gateway';
import type { CallerInfo, CallLeg, CallLegHandlers, LegEnd, Party } from '#main/call/callLeg';
import type { CallMemory } from '#main/call/life/callMemory';
import type { MediaTransport } from '#main/media/transport/mediaTransport';
import { cordboardError } from '#main/util/errors';
import { fail, type Result } from '#main/util/result';
import type { CallId } from '#model/call';
import { phrase } from '#model/phrases/phrase';
import { CallerChannel, type CallerChannelContext } from './callerChannel';
import { AsteriskMedia, type AsteriskMediaContext } from './channelMedia';
import {
  checkReserved,
  type DialplanSettings,
  hasPlace,
  JOIN_EXTENSION,
  JOIN_VARIABLE,
  placeIn,
} from './dialplan';

/** Tells the dialplan why a call comes back unanswered (asterisk-config/extensions.conf). */
const REFUSED_VARIABLE = 'CORDBOARD_REFUSED';

/** Settings of a leg; read anew at each use. */
export type LegSettings = DialplanSettings & {
  /** Class of musiconhold.conf (HOLD_MUSIC_CLASS). */
  readonly musicClass: string;
};

export type AsteriskLegContext = AsteriskMediaContext &
  CallerChannelContext & {
    readonly settings: () => LegSettings;
    /** Keeps this with the caller's channel. Fails as Asterisk answers. */
    readonly keep: (caller: CallerInfo, call: CallMemory) => Promise<Result<void>>;
    /** The call is over here; another console may serve its caller. */
    readonly givenUp: (caller: CallerInfo, call: CallMemory | null) => void;
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
  readonly #channel: CallerChannel;
  /** Somebody here has taken the caller's call, or begins to. */
  #served: boolean;
  /** The call had audio. */
  #hadMedia = false;
  /** Where Asterisk's events go: here, to another console, or nowhere. */
  #events: 'here' | 'other-console' | 'nowhere' = 'here';
  /** What only events tell. */
  #held = false;
  #talking = false;
  /** Settles with Asterisk's answer to `ring`. */
  #ringing: Promise<unknown> = Promise.resolve();

  /** @param memory What the caller's channel remembers of their call; null: nothing. */
  constructor(caller: CallerInfo, context: AsteriskLegContext, memory: CallMemory | null = null) {
    this.caller = caller;
    this.#memory = memory;
    this.#context = context;
    this.#channel = new CallerChannel(caller.callId, context, (end) => {
      this.#handlers?.onEnded(end);
    });
    this.#served = caller.adopted;
    this.#media = new AsteriskMedia(caller.callId, context);
  }

  /** The channel that the call has now; the call's id is that of its first channel. */
  get channelId(): string {
    return this.#channel.id;
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
    if (this.#channel.end !== null) {
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
    this.#channel.gone(end);
  }

  /** The caller's channel was hung up, for this cause (ITU-T Q.850; 0: unknown). */
  hungUp(_cause: number): void {
    this.channelGone({ by: 'caller' });
  }

  /** Whether the channel is on its way out: that it leaves our application is then no hang-up. */
  get leaves(): boolean {
    return this.#channel.leaves;
  }

  /** Whether only Asterisk's events can tell that the party has answered. */
  get awaitsAnswer(): boolean {
    return false;
  }

  /** Another channel has taken the place of this one in the call (a transfer by phone). */
  goOnWith(channelId: string): void {
    this.#channel.id = channelId;
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
    if (!this.#channel.isHere || this.#events === to) {
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
      this.#context.gone(this.#channel.id, { by: 'asterisk-lost', reason });
    }
  }

  /** Asterisk is reachable, and its events reach us. */
  eventsHere(): void {
    if (this.#events === 'other-console') {
      this.#handlers?.onNotice('asterisk-events', null);
    }
    this.#events = 'here';
    this.#channel.reachable();
  }

  /** See CallerChannel. */
  repeatFarewell(): Promise<void> {
    return this.#channel.repeatFarewell();
  }

  /** Stops all attempts for this caller. Idempotent. */
  dispose(): void {
    this.#channel.dispose();
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
    const ringing = this.#context.gateway.ring(this.#channel.id);
    this.#ringing = ringing;
    return ringing;
  }

  async answer(): Promise<Result<void>> {
    this.#served = true;
    // Requests may overtake each other. A caller answered before the ringing begins would hear it
    // in the talk.
    await this.#ringing;
    return await this.#orGone(await this.#context.gateway.answer(this.#channel.id));
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
    return this.#channel.leave(reason);
  }

  async sendToFallback(extension: string | null): Promise<Result<void>> {
    const exists = extension !== null && (await this.#checkExtension(extension)).ok;
    return await this.#channel.leave(exists ? this.#transferPlace(extension) : 'fallback');
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
    return await this.#channel.leave('onward');
  }

  playMusic(on: boolean): Promise<Result<void>> {
    const { gateway, settings } = this.#context;
    return on
      ? gateway.startMusic(this.#channel.id, settings().musicClass)
      : gateway.stopMusic(this.#channel.id);
  }

  readVariable(name: string): Promise<Result<string>> {
    return this.#context.gateway.getVariable(this.#channel.id, name);
  }

  sendDtmf(digits: string): Promise<Result<void>> {
    return this.#context.gateway.sendDtmf(this.#channel.id, digits);
  }

  async transfer(extension: string): Promise<Result<void>> {
    const known = await this.#checkExtension(extension);
    return known.ok ? await this.#channel.moveOn(() => this.#goTo(extension)) : known;
  }

  /**
   * Both leave our application for a bridge of the dialplan (application Bridge()). Their talk no
   * longer needs us: it goes on even if Cordboard ends.
   */
  joinWith(party: CallId): Promise<Result<void>> {
    return this.#channel.moveOn(async () => {
      const { gateway, channelOf } = this.#context;
      const name = await gateway.getVariable(channelOf(party), 'CHANNEL(name)');
      const named = name.ok
        ? await gateway.setVariable(this.#channel.id, JOIN_VARIABLE, name.value)
        : name;
      return named.ok ? await this.#goTo(JOIN_EXTENSION) : named;
    });
  }

  release(): Promise<void> {
    return this.#media.release();
  }

  #goTo(extension: string): Promise<Result<void>> {
    return this.#context.gateway.continueInDialplan(
      this.#channel.id,
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
    if (!free.ok || (await hasPlace(this.#context.gateway, this.#channel.id, place))) {
      return free;
    }
    const why = phrase('transfer.no-extension', { extension, context: place.context });
    return fail(cordboardError('invalid-input', why));
  }

  #transferPlace(extension: string): DialplanPlace {
    return placeIn(this.#context.settings().transferContext, extension);
  }

  /**
   * Passes the result on. If it is a failure because the caller has hung up, the call ends for that
   * reason: Asterisk's event may come later than this answer.
   */
  async #orGone<T>(result: Result<T>): Promise<Result<T>> {
    if (!result.ok && result.error.kind !== 'cancelled' && this.#channel.isHere) {
      const found = await this.#context.gateway.findChannel(this.#channel.id);
      if (!found.ok && found.error.kind === 'not-found') {
        this.#context.gone(this.#channel.id, { by: 'caller' });
      }
    }
    return result;
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

  /** The caller, as the channel that they have now remembers them. */
  get #onChannel(): CallerInfo {
    return { ...this.caller, callId: this.#channel.id };
  }
}

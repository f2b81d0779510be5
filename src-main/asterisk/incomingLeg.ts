/**
 * A caller's leg in Asterisk: the caller's channel in our Stasis application, with its audio
 * (channelMedia.ts).
 */
import type { CallerInfo, CallLeg, CallLegHandlers, LegEnd } from '#main/call/callLeg';
import type { CallMemory } from '#main/call/life/callMemory';
import type { MediaTransport } from '#main/media/transport/mediaTransport';
import { cordboardError } from '#main/util/errors';
import { done, fail, type Result } from '#main/util/result';
import type { CallId } from '#model/call';
import { phrase } from '#model/phrases/phrase';
import { AsteriskMedia, type AsteriskMediaContext } from './channelMedia';
import { type DialplanPlace, FALLBACK, Farewell, type FarewellKind } from './farewell';

/**
 * Extension of TRANSFER_CONTEXT that connects a channel with the channel named in JOIN_VARIABLE
 * (asterisk-config/extensions.conf).
 */
const JOIN_EXTENSION = 'join';
const JOIN_VARIABLE = 'CORDBOARD_JOIN';

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
  | { readonly kind: 'gone' };

/** Settings of a leg; read anew at each use. */
export type LegSettings = {
  /** Context of the dialplan that transfers go to (TRANSFER_CONTEXT). */
  readonly transferContext: string;
  /** Class of musiconhold.conf (HOLD_MUSIC_CLASS). */
  readonly musicClass: string;
};

export type AsteriskLegContext = AsteriskMediaContext & {
  readonly settings: () => LegSettings;
  /** Keeps this with the caller's channel. Fails as Asterisk answers. */
  readonly keep: (caller: CallerInfo, call: CallMemory) => Promise<Result<void>>;
  /** The call is over here; another console may serve its caller. */
  readonly givenUp: (caller: CallerInfo, call: CallMemory | null) => void;
};

/** The caller's side of one call in Asterisk. */
export class AsteriskCallLeg implements CallLeg {
  readonly caller: CallerInfo;
  #memory: CallMemory | null;
  readonly #context: AsteriskLegContext;
  readonly #media: AsteriskMedia;
  #handlers: CallLegHandlers | null = null;
  #channel: CallerChannel = { kind: 'here' };
  #mediaState: 'none' | 'connecting' | 'connected' = 'none';
  /**
   * Whether Asterisk's events reach us. Without them no media channel can be built, because that
   * needs its StasisStart.
   */
  #events: 'here' | 'away' = 'here';
  /** Settles with Asterisk's answer to `ring`. */
  #ringing: Promise<unknown> = Promise.resolve();

  /** @param memory What the caller's channel remembers of their call; null: nothing. */
  constructor(caller: CallerInfo, context: AsteriskLegContext, memory: CallMemory | null = null) {
    this.caller = caller;
    this.#memory = memory;
    this.#context = context;
    this.#media = new AsteriskMedia(caller.callId, context);
  }

  get channelId(): string {
    return this.caller.callId;
  }

  get memory(): CallMemory | null {
    return this.#memory;
  }

  remember(memory: CallMemory): Promise<Result<void>> {
    this.#memory = memory;
    return this.#context.keep(this.caller, memory);
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
      handlers.onEnded({ by: 'caller' });
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
    this.#channel = { kind: 'gone' };
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

  /**
   * Another console gets the events now. A call with audio goes on. A call without audio cannot get
   * any here, so the other console serves its caller.
   */
  eventsAway(): void {
    if (this.#channel.kind !== 'here' || this.#events === 'away') {
      return;
    }
    this.#events = 'away';
    if (this.#mediaState === 'connected') {
      this.#handlers?.onNotice('asterisk-events', phrase('asterisk.taken-over'));
    } else {
      this.#lostToOther();
    }
  }

  /** Asterisk is reachable, and its events reach us. */
  eventsHere(): void {
    if (this.#events === 'away') {
      this.#events = 'here';
      this.#handlers?.onNotice('asterisk-events', null);
    }
    if (this.#channel.kind === 'leaving') {
      this.#channel.farewell.retryNow();
    }
  }

  /**
   * The channel is still in our application though the call is over: repeats the farewell, by
   * default to the fallback.
   */
  async letGo(): Promise<void> {
    const farewell =
      this.#channel.kind === 'leaving' ? this.#channel.farewell : this.#farewell(FALLBACK);
    this.#channel = { kind: 'leaving', farewell };
    await farewell.say();
  }

  /** Stops all attempts for this caller. Idempotent. */
  dispose(): void {
    if (this.#channel.kind === 'leaving') {
      this.#channel.farewell.stop();
    }
  }

  /** The channel was answered, by us or by the dialplan. */
  answered(): void {
    this.#handlers?.onAnswered();
  }

  /** Asterisk hears the caller talk, or no longer. */
  talkingChanged(talking: boolean): void {
    this.#handlers?.onTalking(talking);
  }

  holdChanged(held: boolean): void {
    this.#handlers?.onHold(held);
  }

  digitPressed(digit: string): void {
    this.#handlers?.onDtmf(digit);
  }

  ring(): Promise<Result<void>> {
    const ringing = this.#context.gateway.ring(this.channelId);
    this.#ringing = ringing;
    return ringing;
  }

  async answer(): Promise<Result<void>> {
    // Requests may overtake each other. A caller answered before the ringing begins would hear it
    // in the talk.
    await this.#ringing;
    return await this.#context.gateway.answer(this.channelId);
  }

  connectMedia(timeoutMs: number): Promise<Result<MediaTransport>> {
    if (this.#events === 'away') {
      this.#lostToOther();
      return Promise.resolve(fail(cordboardError('invalid-state', phrase('asterisk.taken-over'))));
    }
    this.#mediaState = 'connecting';
    return this.#media.connect(timeoutMs).then((media) => {
      this.#mediaState = media.ok ? 'connected' : 'none';
      return media;
    });
  }

  checkMedia(): Promise<Result<'intact' | 'broken'>> {
    return this.#media.check();
  }

  hangUp(reason: 'normal' | 'busy'): Promise<Result<void>> {
    return this.#leave(reason);
  }

  async sendToFallback(extension: string | null): Promise<Result<void>> {
    const known = extension === null ? done : await this.#checkExtension(extension);
    if (extension === null || !known.ok) {
      return await this.#leave(FALLBACK);
    }
    return await this.#leave(this.#transferPlace(extension));
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
      ? gateway.startMusic(this.channelId, settings().musicClass)
      : gateway.stopMusic(this.channelId);
  }

  sendDtmf(digits: string): Promise<Result<void>> {
    return this.#context.gateway.sendDtmf(this.channelId, digits);
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
      const { gateway } = this.#context;
      const name = await gateway.getVariable(party, 'CHANNEL(name)');
      const named = name.ok
        ? await gateway.setVariable(this.channelId, JOIN_VARIABLE, name.value)
        : name;
      return named.ok ? await this.#goTo(JOIN_EXTENSION) : named;
    });
  }

  release(): Promise<void> {
    return this.#media.release();
  }

  #goTo(extension: string): Promise<Result<void>> {
    return this.#context.gateway.continueInDialplan(this.channelId, this.#transferPlace(extension));
  }

  /**
   * Fails with `invalid-input` if the extension does not exist: Asterisk hangs up a caller who is
   * sent to a missing extension.
   */
  async #checkExtension(extension: string): Promise<Result<void>> {
    const { gateway, settings } = this.#context;
    const { transferContext } = settings();
    const exists = await gateway.getVariable(
      this.channelId,
      `DIALPLAN_EXISTS(${transferContext},${extension},1)`,
    );
    if (exists.ok && exists.value === '0') {
      const why = phrase('transfer.no-extension', { extension, context: transferContext });
      return fail(cordboardError('invalid-input', why));
    }
    return done;
  }

  #transferPlace(extension: string): DialplanPlace {
    return { context: this.#context.settings().transferContext, extension, priority: 1 };
  }

  /**
   * Sends the caller on. When their channel leaves us meanwhile, that is not a hang-up, unless
   * sending fails.
   */
  async #moveOn(send: () => Promise<Result<void>>): Promise<Result<void>> {
    if (this.#channel.kind !== 'here') {
      return fail(cordboardError('invalid-state', phrase('call.leaving')));
    }
    // Sending begins only after the state is set: the caller may hang up meanwhile.
    const sending = Promise.resolve().then(send);
    const moving: CallerChannel = { kind: 'moving', over: sending };
    this.#channel = moving;
    const sent = await sending;
    const stayed = this.#channel === moving;
    if (sent.ok) {
      this.#channel = { kind: 'gone' };
    } else if (stayed) {
      this.#channel = { kind: 'here' };
    } else {
      this.#handlers?.onEnded({ by: 'caller' });
    }
    return sent;
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

  #farewell(kind: FarewellKind): Farewell {
    const { gateway, log } = this.#context;
    return new Farewell(gateway, this.channelId, kind, log);
  }

  #lostToOther(): void {
    this.#context.givenUp(this.caller, this.#memory);
    this.channelGone({ by: 'asterisk-lost', reason: phrase('call.taken-by-another') });
  }
}

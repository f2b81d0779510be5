/**
 * The caller's side of one call, whatever brings it: Asterisk through ARI, or the demo's simulated
 * caller. CallSession knows only this.
 */
import type { MediaTransport } from '#main/media/transport/mediaTransport';
import type { Result } from '#main/util/result';
import type { CallDirection, CallId, NoticeKind } from '#model/call';
import type { Phrase } from '#model/phrases/phrase';

/** Who calls whom; fixed for the call. */
export type CallerInfo = {
  readonly callId: CallId;
  /** Empty when withheld. Personal data. */
  readonly callerNumber: string;
  readonly callerName: string;
  readonly dialedNumber: string;
  readonly demo: boolean;
  readonly direction: CallDirection;
  /**
   * Profile the dialplan (third argument of Stasis) or the supervisor named; empty: found by the
   * dialled number.
   */
  readonly profileId: string;
  /**
   * The caller was found in our application after a restart: he is answered already and goes on
   * where the record of the call ends.
   */
  readonly adopted: boolean;
};

/**
 * Why the caller's leg is gone. `not-answered`: the party of an outgoing leg was never reached;
 * `reason` says why, in plain words.
 */
export type LegEnd =
  | { readonly by: 'caller' }
  | { readonly by: 'not-answered'; readonly reason: Phrase }
  | { readonly by: 'asterisk-lost'; readonly reason: Phrase };

/** What a leg tells its session; none of them may throw or block. */
export interface CallLegHandlers {
  /**
   * The caller's leg is gone; nothing more can be done with it but `release`. Called at most once.
   */
  onEnded(end: LegEnd): void;
  /** The caller put the call on hold (true) or came back (false). */
  onHold(held: boolean): void;
  /** The caller pressed a key. */
  onDtmf(digit: string): void;
  /**
   * The caller's channel was answered; also when somebody else than `answer` did it. May be told
   * more than once.
   */
  onAnswered(): void;
  /**
   * Asterisk itself hears the caller talk (true), or no longer; told only where the dialplan asks
   * for it.
   */
  onTalking(talking: boolean): void;
  /**
   * Something about the leg that the supervisor should read; null when the notice of this kind is
   * over.
   */
  onNotice(kind: NoticeKind, said: Phrase | null): void;
}

/** One caller's leg. */
export interface CallLeg {
  readonly caller: CallerInfo;
  start(handlers: CallLegHandlers): void;
  /** Lets it ring until `answer` or `decline`. */
  ring(): Promise<Result<void>>;
  /** Answers, after the ringing that `ring` asked for has begun. */
  answer(): Promise<Result<void>>;
  /**
   * Builds the media path (bridge and external media channel) and gives its transport. May be
   * called again after it was lost.
   */
  connectMedia(timeoutMs: number): Promise<Result<MediaTransport>>;
  /**
   * Disconnects the caller. `busy` declines a call that was not answered. When Asterisk does not
   * take it, the leg goes on trying by itself, and the failure says so.
   */
  hangUp(reason: 'normal' | 'busy'): Promise<Result<void>>;
  /**
   * Gives the caller back to the dialplan: to this extension of TRANSFER_CONTEXT, or, null, to its
   * fallback, which says something to him. Goes on trying as `hangUp` does.
   */
  sendToFallback(extension: string | null): Promise<Result<void>>;
  /** Lets the caller hear music on hold in place of everything else, or no longer. */
  playMusic(on: boolean): Promise<Result<void>>;
  /** Sends keys (0-9, A-D, *, #) to the caller's side. */
  sendDtmf(digits: string): Promise<Result<void>>;
  /**
   * Sends the caller on to an extension of TRANSFER_CONTEXT. He is ours no more when it succeeds,
   * and stays when it fails.
   */
  transfer(extension: string): Promise<Result<void>>;
  /**
   * Connects the caller with the party of another leg of the same source; both are ours no more
   * when it succeeds, and the other leg's handlers are told `caller`.
   */
  joinWith(party: CallId): Promise<Result<void>>;
  /**
   * Frees everything the leg made (bridge, media channel). Idempotent; the caller's channel itself
   * is not touched.
   */
  release(): Promise<void>;
}

/**
 * Somebody who is to be called. `number`: through OUTBOUND_ENDPOINT. `extension`: one of
 * TRANSFER_CONTEXT.
 */
export type CalledParty =
  | { readonly kind: 'number'; readonly number: string; readonly profileId: string }
  | { readonly kind: 'extension'; readonly extension: string };

/**
 * The leg of somebody we call. Once he has answered it is a leg like a caller's; `ring` and
 * `answer` are not for it.
 */
export interface OutgoingLeg extends CallLeg {
  /** Begins to ring; resolves when Asterisk has taken that. Call `start` before. */
  dial(): Promise<Result<void>>;
  /** Resolves when he has answered; fails with `refused` when he never did. */
  untilAnswered(): Promise<Result<void>>;
}

/** Where calls come from. */
export interface CallSource {
  /**
   * Makes the leg of somebody who is to be called. Fails with `config`, `invalid-input` or, while
   * nobody can be called, `invalid-state`, in words that say what to do.
   */
  createOutgoing(party: CalledParty): Result<OutgoingLeg>;
  /** Begins to deliver calls. */
  start(onIncoming: (leg: CallLeg) => void): void;
  /** Delivers no more calls. Idempotent. */
  stop(): void;
}

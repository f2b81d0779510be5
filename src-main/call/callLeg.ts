/**
 * The caller's side of one call, as a port. Asterisk (through ARI) and the demo implement it;
 * CallSession knows only this port.
 */
import type { MediaTransport } from '#main/media/transport/mediaTransport';
import type { Result } from '#main/util/result';
import type { CallDirection, CallId, NoticeKind } from '#model/call';
import type { EndReason } from '#model/endReasons';
import type { LookUp } from '#model/lookUp';
import type { Phrase } from '#model/phrases/phrase';
import type { Profile } from '#model/profile';
import type { ToolUse } from '#model/toolUse';
import type { Transcript } from '#model/transcript';
import type { Trial } from '#model/trial';
import type { CallMemory } from './life/callMemory';

/** What was before in a call that is played again. Personal data. */
export type ReplayedPast = {
  /** What was said before: the agent knows it. */
  readonly turns: Transcript;
  readonly lookUp: LookUp | null;
  /** What the agent's tools brought in the whole call. */
  readonly tools: readonly ToolUse[];
};

/** What a call of the desk is for, and the profile that it tries, saved or not. */
export type DeskTrial = {
  readonly mark: Trial;
  readonly profile: Profile;
  /** Null for a talk of its own. */
  readonly past: ReplayedPast | null;
};

/** Caller and dialled number of one call; both stay as they are. */
export type CallerInfo = {
  readonly callId: CallId;
  /** Empty when withheld. Personal data. */
  readonly callerNumber: string;
  readonly callerName: string;
  readonly dialedNumber: string;
  readonly demo: boolean;
  readonly direction: CallDirection;
  /**
   * Profile that the dialplan (third argument of Stasis) or the supervisor has named; empty: the
   * dialled number decides.
   */
  readonly profileId: string;
  /** Null for a call of a telephone. */
  readonly trial: DeskTrial | null;
  /**
   * The caller was found in our application after a restart. They are answered already, and the
   * call goes on where its record ends.
   */
  readonly adopted: boolean;
};

/**
 * Why the caller's leg is gone. `moved`: another program, or a transfer by phone, has sent them on;
 * their telephone call goes on without us. `not-answered`: the party of an outgoing leg was never
 * reached; `reason` says why, in plain words.
 */
export type LegEnd =
  | { readonly by: 'caller' }
  | { readonly by: 'moved' }
  | { readonly by: 'not-answered'; readonly reason: Phrase }
  | { readonly by: 'asterisk-lost'; readonly reason: Phrase };

/** Why a call is over whose leg is gone. */
export const END_REASON_OF: Readonly<Record<LegEnd['by'], EndReason>> = {
  caller: 'caller-hung-up',
  moved: 'moved',
  'not-answered': 'not-answered',
  'asterisk-lost': 'asterisk-lost',
};

/** Who is at the far end of a leg. Personal data; both are empty when they are not known. */
export type Party = { readonly number: string; readonly name: string };

/** Events of a leg. No handler may throw or block. */
export interface CallLegHandlers {
  /** The caller's leg is gone; only `release` is possible now. Called at most once. */
  onEnded(end: LegEnd): void;
  /** The caller put the call on hold (true) or came back (false). */
  onHold(held: boolean): void;
  /** The caller pressed a key. */
  onDtmf(digit: string): void;
  /**
   * The caller's channel was answered, by `answer` or by the dialplan. May be called more than
   * once.
   */
  onAnswered(): void;
  /**
   * Asterisk itself hears the caller talk (true), or no longer. Called only if the dialplan sets
   * TALK_DETECT.
   */
  onTalking(talking: boolean): void;
  /**
   * Another channel is the caller's now. What was asked of the one before, such as music, may be so
   * no more.
   */
  onChannelReplaced(): void;
  /** A transfer by phone has put somebody else on the line. The call goes on with them. */
  onPartyChanged(party: Party): void;
  /** The supervisor should read this about the leg; null ends the notice of this kind. */
  onNotice(kind: NoticeKind, said: Phrase | null): void;
}

/** One caller's leg. An operation that Asterisk refuses fails with the error of Asterisk. */
export interface CallLeg {
  readonly caller: CallerInfo;
  /** Others are on the line besides the caller (a conference). */
  readonly sharedLine?: true;
  /** What `remember` was told last, in an earlier run of this program; null if nothing is known. */
  readonly memory: CallMemory | null;
  /** Keeps this outside this program for as long as the caller is in the call. */
  remember(memory: CallMemory): Promise<Result<void>>;
  start(handlers: CallLegHandlers): void;
  /** Lets it ring until `answer` or `decline`. */
  ring(): Promise<Result<void>>;
  /** Answers, after the ringing that `ring` asked for has begun. */
  answer(): Promise<Result<void>>;
  /**
   * Builds the media path (bridge and external media channel) and returns its transport. May be
   * called again after the path was lost. `timeoutMs` limits each step.
   */
  connectMedia(timeoutMs: number): Promise<Result<MediaTransport>>;
  /**
   * Asks whether the media path is still whole: whether what the transport sends and gets reaches
   * the caller's channel. Fails with `network` or `timeout` if Asterisk does not answer.
   */
  checkMedia(): Promise<Result<'intact' | 'broken'>>;
  /**
   * Disconnects the caller. `busy` declines a call that was not answered. If Asterisk does not
   * accept it, the result is a failure and the leg goes on trying by itself.
   */
  hangUp(reason: 'normal' | 'busy'): Promise<Result<void>>;
  /**
   * Gives the caller back to the dialplan: to this extension of TRANSFER_CONTEXT, or, with null, to
   * the dialplan's fallback, which plays an announcement. Goes on trying as `hangUp` does.
   */
  sendToFallback(extension: string | null): Promise<Result<void>>;
  /**
   * There is no room for the caller: they go on in the dialplan behind the line that brought them,
   * which learns it by CORDBOARD_REFUSED. Goes on trying as `hangUp` does.
   */
  refuse(): Promise<Result<void>>;
  /** Plays music on hold to the caller in place of everything else, or stops it. */
  playMusic(on: boolean): Promise<Result<void>>;
  /** Value of a variable of the caller's channel. Fails with `not-found` where it is not set. */
  readVariable(name: string): Promise<Result<string>>;
  /** Sends keys (0-9, A-D, *, #) to the caller's side. */
  sendDtmf(digits: string): Promise<Result<void>>;
  /**
   * Sends the caller on to an extension of TRANSFER_CONTEXT. On success the caller has left us; on
   * failure they stay.
   */
  transfer(extension: string): Promise<Result<void>>;
  /**
   * Connects the caller with the party of another leg of the same source. On success both have left
   * us, and the other leg ends with `moved`.
   */
  joinWith(party: CallId): Promise<Result<void>>;
  /**
   * Frees everything the leg made (bridge, media channel). Idempotent; the caller's channel itself
   * is not touched.
   */
  release(): Promise<void>;
}

/**
 * The party of an outgoing call. `number`: called through OUTBOUND_ENDPOINT. `extension`: one of
 * TRANSFER_CONTEXT.
 */
export type CalledParty =
  | { readonly kind: 'number'; readonly number: string; readonly profileId: string }
  | { readonly kind: 'extension'; readonly extension: string };

/**
 * The leg of a party that we call. Once they have answered, it is a leg like a caller's. `ring` and
 * `answer` do not apply to it.
 */
export interface OutgoingLeg extends CallLeg {
  /** Begins to ring; resolves when Asterisk has accepted that. Call `start` first. */
  dial(): Promise<Result<void>>;
  /** Resolves when the party has answered; fails with `refused` if they never do. */
  untilAnswered(): Promise<Result<void>>;
}

export interface CallSource {
  /**
   * Creates the leg of an outgoing call. Fails with `config`, `invalid-input` or, while no calls
   * can be placed, `invalid-state`; the message says what to do.
   */
  createOutgoing(party: CalledParty): Result<OutgoingLeg>;
  start(onIncoming: (leg: CallLeg) => void): void;
  /** Delivers no more calls. Idempotent. */
  stop(): void;
}

import type { CallControl } from '#main/call/callControl';
import type { Result } from '#main/util/result';
import { deedOf, deedOfOutgoingCall } from '#model/audit';
import type { CallId } from '#model/call';
import type { CallCommand, OutgoingCall } from '#model/commands';
import type { ConsoleEventBatch, ConsoleSnapshot } from '#model/events';
import type { Actor } from './actor';
import type { Deeds } from './deeds';
import { type HeadsetHandlers, type HeadsetLine, openHeadset } from './headset';
import type { LevelFeed, LevelFeedHandlers, LevelFeeds } from './levelFeed';

/** The calls, as one actor sees and handles them. */
export interface CallDesk {
  /** Everything at one revision. */
  snapshot(): Promise<ConsoleSnapshot>;
  /**
   * Follows the changes, batched every 50 ms at most. A client that follows first and then takes
   * the snapshot misses nothing. The returned function stops.
   */
  follow(listener: (batch: ConsoleEventBatch) => void): () => void;
  /**
   * Follows the levels of all calls, laid out as in model/levels.ts. One follower at a time: the
   * feed before ends, whoever opened it.
   */
  followLevels(handlers: LevelFeedHandlers): LevelFeed;
  /**
   * Carries a command out. Fails with `not-found` (no such call), `invalid-state` (makes no sense
   * now, see model/possible.ts), or as Asterisk answers.
   */
  command(callId: CallId, command: CallCommand): Promise<Result<void>>;
  /**
   * Calls somebody. Resolves with the call's id once Asterisk has accepted the request; fails as
   * `CallControl.placeCall` does.
   */
  place(call: OutgoingCall): Promise<Result<CallId>>;
  /**
   * Puts the supervisor's headset on a call. The supervisor hears the call from now on; the caller
   * hears them while the call is taken over. A call has one headset at a time: a second one fails
   * with `invalid-state`.
   */
  openHeadset(callId: CallId, handlers: HeadsetHandlers): Promise<Result<HeadsetLine>>;
  /**
   * Takes the application over from another Cordboard that serves it (health of Asterisk: `taken`),
   * so that new calls come here. Fails with `invalid-state` where there is none.
   */
  takeOverApplication(): Promise<Result<void>>;
}

export type CallDeskParts = {
  readonly control: CallControl;
  readonly takeOverApplication: () => Result<void>;
  readonly levels: LevelFeeds;
  readonly deeds: Deeds;
};

export function createCallDesk(parts: CallDeskParts, actor: Actor): CallDesk {
  const { control, levels, deeds } = parts;
  return {
    snapshot: () => Promise.resolve(control.snapshot()),
    follow: (listener) => control.onBatch(listener),
    followLevels: (handlers) => levels.open(handlers),
    command: (callId, command) =>
      deeds.do(actor, deedOf(callId, command), () => control.command(callId, command)),
    place: (call) =>
      deeds.do(
        actor,
        (placed) => deedOfOutgoingCall(call, placed.ok ? placed.value : null),
        () => control.placeCall(call),
      ),
    openHeadset: (callId, handlers) =>
      deeds.do(actor, { action: 'call.listen', callId, params: {} }, () =>
        openHeadset(control, callId, handlers),
      ),
    takeOverApplication: () =>
      deeds.do(actor, { action: 'application.takeOver', callId: null, params: {} }, () =>
        parts.takeOverApplication(),
      ),
  };
}

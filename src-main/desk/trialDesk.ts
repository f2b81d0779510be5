import type { ReplayCalls } from '#main/call/replayCalls';
import type { TestCalls, TestLine, TestLineHandlers } from '#main/call/testCalls';
import type { ProfileStore } from '#main/config/profiles/profileStore';
import type { HistoryStore } from '#main/store/historyStore';
import type { Result } from '#main/util/result';
import type { CallId } from '#model/call';
import type { TriedProfile } from '#model/profile';
import type { ReplayEstimate, ReplayRequest } from '#model/replay';
import { type Actor, nameOf } from './actor';
import type { Deeds } from './deeds';
import { estimateReplay, prepareReplay, type ReplayParts } from './replayPreparation';
import { profileOf } from './triedProfiles';

/** Calls that are made at the desk itself, for one actor. */
export interface TrialDesk {
  /**
   * Makes a test call: the actor speaks as the caller, and the profile's agent answers. Fails with
   * `not-found` (no such profile), `invalid-input` (a draft with mistakes), or as
   * `TestCalls.openTest` does.
   */
  test(tried: TriedProfile, handlers: TestLineHandlers): Promise<Result<TestLine>>;
  /**
   * What a replay will take. Fails with `not-found` (no such call, turn or profile), with
   * `invalid-state` when there is nothing to be played, or as the record does.
   */
  estimateReplay(request: ReplayRequest): Promise<Result<ReplayEstimate>>;
  /**
   * Plays a recorded call again; gives the call that plays it, which is stopped as any call is
   * ended. Its result is kept with the original. Fails as `estimateReplay` and `test` do.
   */
  replay(request: ReplayRequest): Promise<Result<CallId>>;
}

export type TrialDeskParts = Omit<ReplayParts, 'history'> & {
  readonly history: HistoryStore | null;
  readonly profiles: Pick<ProfileStore, 'find' | 'check'>;
  readonly testCalls: TestCalls;
  readonly replayCalls: ReplayCalls;
  readonly deeds: Deeds;
};

export function createTrialDesk(parts: TrialDeskParts, actor: Actor): TrialDesk {
  const { profiles, testCalls, replayCalls, deeds } = parts;
  return {
    test: (tried, handlers) =>
      deeds.do<TestLine>(
        actor,
        (opened) => ({
          action: 'call.test',
          callId: opened.ok ? opened.value.callId : null,
          params: tried.kind === 'saved' ? { profileId: tried.profileId } : {},
        }),
        () => {
          const profile = profileOf(profiles, tried);
          return profile.ok ? testCalls.openTest(profile.value, actor.name, handlers) : profile;
        },
      ),
    estimateReplay: (request) => estimateReplay(parts, request),
    replay: (request) =>
      deeds.do<CallId>(
        actor,
        {
          action: 'call.replay',
          callId: request.callId,
          params: { turnId: request.turnId, changed: Object.keys(request.changes) },
        },
        async () => {
          const prepared = await prepareReplay(parts, request, nameOf(actor));
          return prepared.ok ? replayCalls.play(prepared.value) : prepared;
        },
      ),
  };
}

/** Makes a replay from what is recorded of a call, and tells what it will cost. */
import type { PlannedReplay } from '#main/call/replayCalls';
import type { ProfileStore } from '#main/config/profiles/profileStore';
import { planReplay, replayedProfile, type ReplayPlan } from '#main/rules/replayPlan';
import type { HistoryStore } from '#main/store/historyStore';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import type { CallRecord } from '#model/history';
import { phrase } from '#model/phrases/phrase';
import type { Profile } from '#model/profile';
import type { ReplayEstimate, ReplayRequest } from '#model/replay';
import { readCallerAudio } from './callerAudio';

export type ReplayParts = {
  readonly profiles: Pick<ProfileStore, 'find'>;
  /** Null when no record is kept. */
  readonly history: Pick<HistoryStore, 'call'> | null;
  readonly dataDir: string;
  /** What so much of the caller's audio, and answers of the same length, cost: US dollars. */
  readonly replayPrice: (profile: Profile, audioMs: number) => number;
};

type Planned = {
  readonly original: CallRecord;
  readonly plan: ReplayPlan;
  readonly profile: Profile;
};

/** Fails as planReplay does, with `not-found` for an unknown call or profile, and as the record. */
export async function estimateReplay(
  parts: ReplayParts,
  request: ReplayRequest,
): Promise<Result<ReplayEstimate>> {
  const planned = await plannedReplay(parts, request);
  if (!planned.ok) {
    return planned;
  }
  const { plan, profile } = planned.value;
  const audioMs = plan.untilMs - plan.fromMs;
  return ok({ audioMs, costUsd: parts.replayPrice(profile, audioMs) });
}

/**
 * Fails as estimateReplay does, and with `not-found` when the audio is gone.
 * @param actor Who plays it, as the audit names them.
 */
export async function prepareReplay(
  parts: ReplayParts,
  request: ReplayRequest,
  actor: string,
): Promise<Result<PlannedReplay>> {
  const planned = await plannedReplay(parts, request);
  if (!planned.ok) {
    return planned;
  }
  const { original, plan, profile } = planned.value;
  const { fromMs, untilMs, before } = plan;
  const audio = await readCallerAudio(parts.dataDir, original.recordings, fromMs, untilMs);
  const { turnId, changes } = request;
  return audio.ok
    ? ok({ original, turnId, actor, changes, profile, fromMs, untilMs, before, audio: audio.value })
    : audio;
}

async function plannedReplay(
  { profiles, history }: ReplayParts,
  request: ReplayRequest,
): Promise<Result<Planned>> {
  if (history === null) {
    return fail(cordboardError('invalid-state', phrase('history.off')));
  }
  const found = await history.call(request.callId);
  if (!found.ok) {
    return found;
  }
  const plan = planReplay(found.value, request);
  if (!plan.ok) {
    return plan;
  }
  const { changes } = request;
  const profile = profiles.find(changes.profileId ?? found.value.call.profileId);
  return profile === null
    ? fail(cordboardError('not-found', phrase('profile.gone')))
    : ok({
        original: found.value,
        plan: plan.value,
        profile: replayedProfile(profile, changes, plan.value.greets),
      });
}

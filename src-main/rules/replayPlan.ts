/** Which part of a recorded call is played again, and with which profile. */
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import type { CallRecord, CallRecording } from '#model/history';
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { Profile } from '#model/profile';
import type { ReplayChanges, ReplayRequest } from '#model/replay';
import type { Transcript, Turn } from '#model/transcript';

/** Audio before the onset of speech and after its end, ms: the detector is a little late. */
const EDGE_MS = 300;

/** Longest stretch that is played, ms: nobody waits longer, and it is paid for. */
const LIMIT_MS = 300_000;

export type ReplayPlan = {
  /** The stretch, ms since the call reached Cordboard. */
  readonly fromMs: number;
  readonly untilMs: number;
  /** What was said before: the agent knows it. */
  readonly before: Transcript;
  /** It begins with the call: the agent greets. */
  readonly greets: boolean;
};

/**
 * Plans a replay. Fails with `not-found` for an unknown turn, and with `invalid-state` when there
 * is nothing that could be played.
 */
export function planReplay(
  { call, turns, recordings }: CallRecord,
  { turnId, turns: count }: Pick<ReplayRequest, 'turnId' | 'turns'>,
): Result<ReplayPlan> {
  if (call.trial?.kind === 'replay') {
    return refused(phrase('replay.of-replay'));
  }
  if (call.state === 'live') {
    return refused(phrase('replay.goes-on'));
  }
  if (!turns.some(({ id }) => id === turnId)) {
    return fail(cordboardError('not-found', phrase('replay.no-turn')));
  }
  const answered = turns.findLast(({ id, speaker }) => id <= turnId && speaker === 'caller');
  const played = turns
    .filter(({ id, speaker }) => speaker === 'caller' && id >= (answered?.id ?? turnId))
    .slice(0, count);
  const last = played.at(-1);
  if (last === undefined) {
    return refused(phrase('replay.nobody-speaks'));
  }
  const fromMs = answered === undefined ? 0 : Math.max(0, answered.startMs - EDGE_MS);
  const wantedMs = Math.min(endOf(last) + EDGE_MS, fromMs + LIMIT_MS);
  const untilMs = Math.min(wantedMs, recordedUntil(recordings, fromMs));
  if (untilMs <= fromMs) {
    return refused(phrase('replay.no-audio'));
  }
  const before = turns.filter(({ id }) => id < (answered?.id ?? 0));
  return ok({ fromMs, untilMs, before, greets: answered === undefined });
}

/**
 * The profile of a replay: with the changes, and without all that would act or ask outside of it.
 * The caller's audio is not recorded a second time.
 */
export function replayedProfile(
  profile: Profile,
  { instruction, voice, model }: ReplayChanges,
  greets: boolean,
): Profile {
  return {
    ...profile,
    systemInstruction: instruction ?? profile.systemInstruction,
    voice: voice ?? profile.voice,
    model: model ?? profile.model,
    ...(greets ? {} : { greeting: '', disclosure: '' }),
    lookUp: null,
    earlierCalls: false,
    channelVariables: [],
    rules: [],
    record: false,
  };
}

function endOf({ startMs, endMs }: Turn): number {
  return endMs ?? startMs;
}

/** Where the last recording with sound after `fromMs` ends; 0 when there is none. */
function recordedUntil(recordings: readonly CallRecording[], fromMs: number): number {
  const ends = recordings.map(({ startMs, durationMs }) =>
    startMs === null ? 0 : startMs + durationMs,
  );
  return Math.max(0, ...ends.filter((end) => end > fromMs));
}

function refused(why: Phrase): Result<never> {
  return fail(cordboardError('invalid-state', why));
}

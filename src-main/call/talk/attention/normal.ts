/** What is normal in the calls of one profile, as far as it is known. */
export type ProfileNormal = {
  /** Usual time from the end of the caller's speech to the first audio, ms; null: not known yet. */
  readonly firstAudioMs: number | null;
  /** Usual interruptions in a minute; null: not known yet. */
  readonly bargeInsPerMinute: number | null;
};

/** Figures of a call that is over. */
export type CallFigures = {
  readonly medianTimeToFirstAudioMs: number | null;
  readonly bargeIns: number;
  readonly talkMs: number;
};

/** So many calls make a normal. */
const ENOUGH_CALLS = 5;

/** A call shorter than this says nothing about a minute, ms. */
const MIN_TALK_MS = 30_000;

export const NOTHING_NORMAL: ProfileNormal = { firstAudioMs: null, bargeInsPerMinute: null };

/** The middle of these calls: a few bad ones do not make bad normal. */
export function normalOf(calls: readonly CallFigures[]): ProfileNormal {
  const talks = calls.filter(({ talkMs }) => talkMs >= MIN_TALK_MS);
  return {
    firstAudioMs: medianOf(
      talks.flatMap(({ medianTimeToFirstAudioMs }) => medianTimeToFirstAudioMs ?? []),
    ),
    bargeInsPerMinute: medianOf(talks.map(({ bargeIns, talkMs }) => (bargeIns * 60_000) / talkMs)),
  };
}

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.length < ENOUGH_CALLS ? null : (sorted[Math.floor(sorted.length / 2)] ?? null);
}

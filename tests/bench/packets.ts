/**
 * Moments in a captured call. All are arrivals of packets on the wire, kernel's clock, epoch ms:
 * the 20 ms in which a phone fills a packet before it leaves, and those in which it plays one,
 * belong to the phone and are in none of the figures.
 */
import { rmsOf } from '#support/audio/signal';
import type { RtpTrack } from '#support/phone/rtpTrack';

/** Loudness of one packet. */
type Level = { readonly atEpochMs: number; readonly rms: number };

/** Packets with their loudness, in order. */
export function levelsOf(track: RtpTrack): readonly Level[] {
  return track.packets.map(({ arrivalEpochMs, samples }) => ({
    atEpochMs: arrivalEpochMs,
    rms: rmsOf(samples),
  }));
}

/** First packet of each stretch of sound: one that is loud after `quietMs` without a loud one. */
export function onsetsOf(
  levels: readonly Level[],
  minRms: number,
  quietMs: number,
): readonly number[] {
  const onsets: number[] = [];
  let lastLoudMs = Number.NEGATIVE_INFINITY;
  for (const { atEpochMs, rms } of levels) {
    if (rms < minRms) {
      continue;
    }
    if (atEpochMs - lastLoudMs > quietMs) {
      onsets.push(atEpochMs);
    }
    lastLoudMs = atEpochMs;
  }
  return onsets;
}

/** The packets between two moments, the later one left out. */
export function between(
  levels: readonly Level[],
  fromEpochMs: number,
  untilEpochMs: number,
): readonly Level[] {
  return levels.filter(({ atEpochMs }) => atEpochMs >= fromEpochMs && atEpochMs < untilEpochMs);
}

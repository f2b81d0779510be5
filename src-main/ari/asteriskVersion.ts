/** A version of Asterisk, from `system.version` of ARI's `GET /asterisk/info`. */
export type AsteriskVersion = {
  /** Short form for people, e.g. "22.10.1"; the whole text of a build from git without numbers. */
  readonly text: string;
  /** Major, minor, patch; null when the text has no numbers. */
  readonly numbers: readonly [number, number, number] | null;
};

/**
 * `too-old`: it cannot carry WebSocket media. `insecure`: it lacks security fixes. `unknown`: its
 * text has no numbers.
 */
type VersionVerdict = 'recommended' | 'insecure' | 'too-old' | 'unknown';

/** Versions that Cordboard asks for, for messages. */
export const REQUIRED_VERSIONS = '22.8, 20.18 or 23.2 (better 22.10.1, 20.20.1 or 23.4.1)';

/**
 * First minor release of each branch whose WebSocket media has what Cordboard uses: the JSON
 * control format, transport_data and MARK_MEDIA (Asterisk release notes 20.18.0, 22.8.0, 23.2.0;
 * never in 21).
 */
const FIRST_MINOR: Readonly<Record<number, number>> = { 20: 18, 22: 8, 23: 2 };

/**
 * First minor release of each branch whose AudioSocket carries 16 kHz (Asterisk release notes
 * 20.17.0, 21.12.0, 22.7.0, 23.1.0).
 */
const FIRST_WIDE_AUDIO_SOCKET: Readonly<Record<number, number>> = { 20: 17, 21: 12, 22: 7, 23: 1 };

/**
 * First release of each branch with the ARI security fixes GHSA-wcvv-g26m-wx5c and
 * GHSA-vrfp-mg3q-3959: minor, patch.
 */
const FIRST_SECURE: Readonly<Record<number, readonly [number, number]>> = {
  20: [20, 1],
  22: [10, 1],
  23: [4, 1],
};

/** Reads a version text such as `22.10.1~dfsg+~cs6`, `certified-20.7-cert5` or `GIT-22-1a2b3c`. */
export function parseAsteriskVersion(text: string): AsteriskVersion {
  const match = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  if (match === null) {
    return { text, numbers: null };
  }
  const numbers = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)] as const;
  return { text: match[0], numbers };
}

/** Judges a version by the two tables above. Branches from 24 on have everything. */
export function judgeAsteriskVersion(version: AsteriskVersion): VersionVerdict {
  if (version.numbers === null) {
    return 'unknown';
  }
  const [major, minor, patch] = version.numbers;
  if (major >= 24) {
    return 'recommended';
  }
  const firstMinor = FIRST_MINOR[major];
  if (firstMinor === undefined || minor < firstMinor) {
    return 'too-old';
  }
  const [secureMinor, securePatch] = FIRST_SECURE[major] ?? [0, 0];
  const secure = minor > secureMinor || (minor === secureMinor && patch >= securePatch);
  return secure ? 'recommended' : 'insecure';
}

/**
 * Whether AudioSocket of this version carries 16 kHz, not only 8. A version without numbers counts
 * as a new one.
 */
export function hasWideAudioSocket(version: AsteriskVersion): boolean {
  if (version.numbers === null) {
    return true;
  }
  const [major, minor] = version.numbers;
  return major >= 24 || minor >= (FIRST_WIDE_AUDIO_SOCKET[major] ?? Number.POSITIVE_INFINITY);
}

/** What a phone in the crowd hears of the answers that the stand-in gives it. */
import type { CapturedAudio } from '#support/phone/rtpCapture';
import { between, levelsOf } from '../packets';
import type { VoiceTurn } from '../programs/voicePeer';
import { AUDIBLE_RMS } from '../telephones';

const PACKET_MS = 20;
/** A pause of so much more than the 20 ms of a packet is heard as a gap. */
const GAP_MS = 40;
/** A packet so long after its due time counts as late, ms. */
const LATE_MS = 20;
/** An answer that is not heard within this time counts as missing, ms. */
const ANSWER_LIMIT_MS = 2_000;
/** An answer lasts 2.4 s; some more for one that began late, unless the next one comes first. */
const TURN_MS = 4_400;

export type PhoneAnswers = {
  /** From the stand-in's first audio to its first packet at the phone, ms; NaN for none. */
  readonly delays: readonly number[];
  readonly packets: number;
  readonly latePackets: number;
  readonly gaps: number;
  /** Pauses as long in what the phone itself sent: the machine's doing. */
  readonly ownGaps: number;
};

/** Looks for each of these answers in what the phone heard. */
export function phoneAnswers(
  { said, heard }: CapturedAudio,
  turns: readonly VoiceTurn[],
): PhoneAnswers {
  const loud = levelsOf(heard).filter(({ rms }) => rms >= AUDIBLE_RMS);
  const found = turns.map(({ sentAtMs }, index) => {
    const nextMs = turns[index + 1]?.sentAtMs ?? Number.POSITIVE_INFINITY;
    const untilMs = Math.min(nextMs, sentAtMs + TURN_MS);
    const times = between(loud, sentAtMs, untilMs).map(({ atEpochMs }) => atEpochMs);
    const delayMs = (times[0] ?? Number.NaN) - sentAtMs;
    return { delayMs: delayMs < ANSWER_LIMIT_MS ? delayMs : Number.NaN, times };
  });
  const from = turns[0]?.sentAtMs ?? 0;
  const until = (turns.at(-1)?.sentAtMs ?? 0) + TURN_MS;
  const own = between(levelsOf(said), from, until).map(({ atEpochMs }) => atEpochMs);
  return {
    delays: found.map(({ delayMs }) => delayMs),
    packets: found.reduce((sum, { times }) => sum + times.length, 0),
    latePackets: found.reduce((sum, { times }) => sum + countLate(times), 0),
    gaps: found.reduce((sum, { times }) => sum + countGaps(times), 0),
    ownGaps: countGaps(own),
  };
}

function countGaps(times: readonly number[]): number {
  return times.filter((time, index) => time - (times[index - 1] ?? time) > PACKET_MS + GAP_MS)
    .length;
}

/** Due times run from the first packet on. */
function countLate(times: readonly number[]): number {
  const first = times[0] ?? 0;
  return times.filter((time, index) => time > first + index * PACKET_MS + LATE_MS).length;
}

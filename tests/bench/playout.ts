/**
 * Playout: one long turn of the agent, searched for holes at the phone. Its audio comes only a
 * little faster than real time.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { toneSegments } from '#support/audio/toneSegments';
import { toneHzForVoice } from '#support/gemini/standInGemini';
import type { RtpTrack } from '#support/phone/rtpTrack';
import { between, levelsOf } from './packets';
import { atZero, type BenchResult, limited, ms, plain } from './report';
import { type BenchSettings, CORDBOARD_EXTENSION, openTelephones } from './telephones';

const PART_MS = 200;
const PART_INTERVAL_MS = 180;
const PACKET_MS = 20;
/** What a packet is late when it is heard as a gap, ms. */
const GAP_MS = 40;

/** Measures it. */
export async function measurePlayout(settings: BenchSettings): Promise<BenchResult> {
  const replyMs = settings.quick ? 10_000 : 120_000;
  const telephones = await openTelephones(settings, {
    replyMs,
    partMs: PART_MS,
    partIntervalMs: PART_INTERVAL_MS,
  });
  try {
    const phone = await telephones.call('phone-ana', CORDBOARD_EXTENSION);
    await sleep(300);
    await telephones.standIn.request('say', 'A long answer.');
    await sleep(replyMs + 1_500);
    const { said, heard } = await phone.audio();
    const stretches = toneSegments(heard, toneHzForVoice('Puck'));
    const [first, last] = [stretches[0], stretches.at(-1)];
    const within = (track: RtpTrack): readonly number[] =>
      pausesOf(between(levelsOf(track), first?.startEpochMs ?? 0, last?.endEpochMs ?? 0));
    const [pauses, control] = [within(heard), within(said)];
    const gaps = countGaps(pauses);
    const heardMs = stretches.reduce((sum, { durationMs }) => sum + durationMs, 0);
    const missingMs = Math.max(0, replyMs - heardMs);
    return {
      title: `Playout: a turn of ${replyMs / 1000} s at the phone, ${PART_MS} ms of audio every ${PART_INTERVAL_MS} ms`,
      rows: [
        atZero(`gaps over ${GAP_MS} ms`, gaps),
        limited('longest pause between two packets', Math.max(...pauses), GAP_MS + PACKET_MS),
        plain(
          'the same in what the phone sent (the machine, not Cordboard)',
          `${countGaps(control)}, longest ${ms(Math.max(...control))}`,
        ),
        { what: 'audio missing', value: ms(missingMs), budget: '20 ms', met: missingMs <= 20 },
      ],
      raw: {
        gaps,
        controlGaps: countGaps(control),
        stretches: stretches.length,
        heardMs,
        longestPauseMs: Math.max(...pauses),
      },
    };
  } finally {
    await telephones.stop();
  }
}

/** Times between packets that follow one another, ms. */
function pausesOf(levels: readonly { readonly atEpochMs: number }[]): readonly number[] {
  return levels
    .slice(1)
    .map(({ atEpochMs }, index) => atEpochMs - (levels[index]?.atEpochMs ?? Number.NaN));
}

/** Pauses that are heard as a gap: so much longer than the 20 ms they should be. */
function countGaps(pauses: readonly number[]): number {
  return pauses.filter((pause) => pause - PACKET_MS > GAP_MS).length;
}

/** Playout: one long turn of the agent, searched for holes at the phone. Its audio comes only a little faster than real time. */
import { setTimeout as sleep } from 'node:timers/promises';
import { toneSegments } from '../support/audio/toneSegments';
import { toneHzForVoice } from '../support/gemini/standInGemini';
import { between, levelsOf } from './packets';
import type { BenchResult } from './report';
import { limited, ms } from './report';
import type { BenchSettings } from './telephones';
import { AUDIBLE_RMS, CORDBOARD_EXTENSION, openTelephones } from './telephones';

const PART_MS = 200;
const PART_INTERVAL_MS = 180;
/** Time between two packets that is heard as a gap, ms. */
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
    const { heard } = await phone.audio();
    const stretches = toneSegments(heard, toneHzForVoice('Puck'));
    const [first, last] = [stretches[0], stretches.at(-1)];
    const turn = between(levelsOf(heard), first?.startEpochMs ?? 0, last?.endEpochMs ?? 0);
    const pauses = turn
      .filter(({ rms }) => rms >= AUDIBLE_RMS)
      .map(({ atEpochMs }, index, all) => atEpochMs - (all[index - 1]?.atEpochMs ?? atEpochMs));
    const gaps = pauses.filter((pause) => pause - 20 > GAP_MS).length;
    const heardMs = stretches.reduce((sum, { durationMs }) => sum + durationMs, 0);
    const missingMs = Math.max(0, replyMs - heardMs);
    return {
      title: `Playout: a turn of ${replyMs / 1000} s at the phone, ${PART_MS} ms of audio every ${PART_INTERVAL_MS} ms`,
      rows: [
        { what: `gaps over ${GAP_MS} ms`, value: String(gaps), budget: '0', met: gaps === 0 },
        limited('longest pause between two packets', Math.max(...pauses), GAP_MS + 20),
        { what: 'audio missing', value: ms(missingMs), budget: '20 ms', met: missingMs <= 20 },
      ],
      raw: { gaps, stretches: stretches.length, heardMs, longestPauseMs: Math.max(...pauses) },
    };
  } finally {
    await telephones.stop();
  }
}

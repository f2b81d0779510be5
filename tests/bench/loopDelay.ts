/**
 * Loop delay: the caller's first loud packet leaves the phone -> Asterisk -> program -> the
 * stand-in answers at its first loud 20 ms -> program -> Asterisk -> the first packet with the
 * answer reaches the phone. Cordboard and the pass-through program take turns, word by word, in two
 * calls that are up all the time, so that both meet the same machine.
 */
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SipPhone } from '#support/phone/sipPhone';
import { between, levelsOf, onsetsOf } from './packets';
import { atZero, type BenchResult, limited, ms, plain, spread } from './report';
import { summarise } from './statistics';
import {
  AUDIBLE_RMS,
  type BenchSettings,
  CORDBOARD_EXTENSION,
  openTelephones,
  PASS_THROUGH_EXTENSION,
} from './telephones';
import { makeFolder, makeSharpWord } from './utterances';

/** The stand-in's own threshold: what it takes for speech. */
const ONSET_RMS = 500;
const QUIET_MS = 300;
/** An answer that takes longer than this is counted as missing, ms. */
const ANSWER_LIMIT_MS = 600;
/**
 * Between two words, ms; the random part spreads them over the phases of the 20 ms clocks involved.
 */
const PAUSE_MS = 550;
const RANDOM_PAUSE_MS = 100;
const BUDGET_MS = 10;

/** Measures it. */
export async function measureLoopDelay(settings: BenchSettings): Promise<BenchResult> {
  const rounds = settings.quick ? 8 : 40;
  const folder = await makeFolder();
  const word = await makeSharpWord(folder);
  const telephones = await openTelephones(
    settings,
    {
      answerOn: 'first-loud-chunk',
      speechRms: ONSET_RMS,
      replyDelayMs: 0,
      replyMs: 400,
      playbackFactor: 0,
    },
    true,
  );
  try {
    const ours = await telephones.call('phone-ana', CORDBOARD_EXTENSION);
    const bare = await telephones.call('phone-ben', PASS_THROUGH_EXTENSION);
    await sleep(1_000);
    for (let round = 0; round < rounds; round += 1) {
      for (const phone of [ours, bare]) {
        await phone.say(word);
        await sleep(PAUSE_MS + Math.random() * RANDOM_PAUSE_MS);
      }
    }
    await sleep(500);
    return report(await answerDelays(ours), await answerDelays(bare));
  } finally {
    await telephones.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Delay of the answer to each word that was said after `afterEpochMs`, ms; NaN for one without an
 * answer.
 */
export async function answerDelays(phone: SipPhone, afterEpochMs = 0): Promise<readonly number[]> {
  const { said, heard } = await phone.audio();
  const answers = levelsOf(heard).filter(({ rms }) => rms >= AUDIBLE_RMS);
  return onsetsOf(levelsOf(said), ONSET_RMS, QUIET_MS)
    .filter((onset) => onset > afterEpochMs)
    .map((onset) => {
      const [first] = between(answers, onset, onset + ANSWER_LIMIT_MS);
      return (first?.atEpochMs ?? Number.NaN) - onset;
    });
}

function report(ours: readonly number[], bare: readonly number[]): BenchResult {
  const heard = (delays: readonly number[]) =>
    summarise(delays.filter((delay) => !Number.isNaN(delay)));
  const [a, b] = [heard(ours), heard(bare)];
  const missing = ours.length + bare.length - a.count - b.count;
  return {
    title: 'Loop delay: onset at the phone -> tone at the phone',
    rows: [
      plain('Cordboard', spread(a)),
      plain('bare pass-through', spread(b)),
      plain('difference at p50', ms(a.p50 - b.p50)),
      limited('difference at p95', a.p95 - b.p95, BUDGET_MS),
      atZero('words without an answer', missing),
    ],
    raw: { cordboardMs: ours, passThroughMs: bare },
  };
}

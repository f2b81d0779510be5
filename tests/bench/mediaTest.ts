/**
 * Media test: a word leaves the phone -> Asterisk -> Cordboard (extension 1001) -> Asterisk -> the
 * phone. Asterisk's own echo (extension 1002) and Cordboard take turns, word by word, in two calls
 * that are up all the time.
 */
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createPhone } from '#support/phone/sipPhone';
import { answerDelays } from './loopDelay';
import { atZero, type BenchResult, limited, plain, spread } from './report';
import { summarise } from './statistics';
import { type BenchSettings, openTelephones } from './telephones';
import { makeFolder, makeSharpWord } from './utterances';

const MEDIA_TEST_EXTENSION = '1001';
const ECHO_EXTENSION = '1002';
/** How long 1002 explains itself before it echoes, ms. */
const EXPLANATION_MS = 24_000;
/**
 * Between two words, ms; the random part spreads them over the phases of the 20 ms clocks involved.
 */
const PAUSE_MS = 550;
const RANDOM_PAUSE_MS = 100;
const BUDGET = { p50Ms: 15, p99Ms: 30 } as const;

/** Measures it. */
export async function measureMediaTest(settings: BenchSettings): Promise<BenchResult> {
  const rounds = settings.quick ? 10 : 100;
  const folder = await makeFolder();
  const word = await makeSharpWord(folder);
  const telephones = await openTelephones(settings, {});
  const bare = await createPhone(telephones.lab, { user: 'phone-ben' });
  try {
    await bare.call(ECHO_EXTENSION);
    await sleep(EXPLANATION_MS);
    const ours = await telephones.call('phone-ana', MEDIA_TEST_EXTENSION);
    await sleep(1_000);
    const startedAt = Date.now();
    for (let round = 0; round < rounds; round += 1) {
      for (const phone of [ours, bare]) {
        await phone.say(word);
        await sleep(PAUSE_MS + Math.random() * RANDOM_PAUSE_MS);
      }
    }
    await sleep(500);
    return report(await answerDelays(ours, startedAt), await answerDelays(bare, startedAt));
  } finally {
    await bare.stop();
    await telephones.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function report(ours: readonly number[], bare: readonly number[]): BenchResult {
  const heard = (delays: readonly number[]) =>
    summarise(delays.filter((delay) => !Number.isNaN(delay)));
  const [a, b] = [heard(ours), heard(bare)];
  const missing = ours.length + bare.length - a.count - b.count;
  return {
    title: 'Media test: a word out of the phone -> the same word back in it',
    rows: [
      plain('through Cordboard (1001)', spread(a)),
      plain("Asterisk's own echo (1002)", spread(b)),
      limited('difference at p50', a.p50 - b.p50, BUDGET.p50Ms),
      limited('difference at p99', a.p99 - b.p99, BUDGET.p99Ms),
      atZero('words that did not come back', missing),
    ],
    raw: { cordboardMs: ours, echoMs: bare },
  };
}

/** The voice detection with its real model and real recorded speech, on a telephone line. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { energyEngine } from '#main/media/vad/energyVad';
import type { SileroEngine } from '#main/media/vad/silero/engine';
import { type Corpus, readCorpus } from '#support/vad/corpus';
import { detect, startSilero } from '#support/vad/detecting';
import { AgentTalk, listenThroughEcho } from '#support/vad/echo';
import { pinkNoise } from '#support/vad/noises';
import { score } from '#support/vad/scoring';
import { DEFAULT_VAD } from '#support/vad/settings';
import { LINE_RATE_HZ } from '#support/vad/telephoneBand';
import { overTelephone } from '#support/vad/telephoneLine';

const UTTERANCES = 16;
const LOSSES_DB = [15, 20, 30];
/** A quiet caller: -38 dB below full scale. */
const QUIET_DB = -12;
/** All of it is work, which waits for a processor on a busy machine, ms. */
const TIMEOUT_MS = 300_000;

let silero: SileroEngine;
let caller: Corpus;
let agent: AgentTalk;

beforeAll(async () => {
  silero = await startSilero();
  caller = await readCorpus(UTTERANCES, 'en');
  agent = new AgentTalk(await readCorpus(UTTERANCES, 'it'), caller.line.length);
}, TIMEOUT_MS);

afterAll(() => silero.close());

describe('silero', () => {
  it(
    'finds nine of ten utterances, and little else, on a clean line, in noise and from a quiet caller',
    async () => {
      const speech = caller.line;
      const noise = pinkNoise(speech.length);
      const lines = [
        overTelephone({ speech }),
        overTelephone({ speech, noise, snrDb: 10 }),
        overTelephone({ speech, speechDb: QUIET_DB, noise, snrDb: 20 }),
      ];
      const detections = await detect(
        lines.map((line) => ({ line, engine: silero, settings: DEFAULT_VAD })),
      );
      for (const found of detections) {
        const { f1, startDelays } = score(caller.labels, found, speech.length / LINE_RATE_HZ);
        expect(f1).toBeGreaterThan(0.9);
        expect(startDelays[Math.floor(startDelays.length / 2)]).toBeLessThan(0.15);
      }
    },
    TIMEOUT_MS,
  );
});

describe('the agent’s own voice in the caller’s line', () => {
  it(
    'is not taken for the caller, while a quiet caller is heard through it',
    async () => {
      const cases = [silero, energyEngine].flatMap((engine) =>
        LOSSES_DB.flatMap((lossDb) =>
          [null, { samples: caller.line, levelDb: QUIET_DB }].map((speaker) => ({
            agent,
            lossDb,
            caller: speaker,
            engine,
            settings: DEFAULT_VAD,
          })),
        ),
      );
      const detections = await detect(cases.map(listenThroughEcho));
      cases.forEach(({ engine, lossDb, caller: speaker }, index) => {
        const found = detections[index] ?? [];
        const about = `${engine.name}, echo of ${lossDb} dB loss`;
        if (speaker === null) {
          expect(found, about).toEqual([]);
        } else {
          const { recall } = score(caller.labels, found, caller.line.length / LINE_RATE_HZ);
          expect(recall, about).toBeGreaterThanOrEqual(0.8);
        }
      });
    },
    TIMEOUT_MS,
  );
});

import { describe, expect, it } from 'vitest';
import { SpeechDetector } from '#support/gemini/speechDetector';
import { makeCrowdTalks, TALK_MS, TALK_PARTS, talkPhaseMs } from '../../bench/crowd/crowdTalk';

/** As tests/bench/programs/voicePeer.ts hears. */
const HEARING = { rms: 500, startMs: 60, silenceMs: 400 };

describe('the talk of a crowd', () => {
  it('is heard as three utterances, in every voice, each ended within half a second', async () => {
    for (const talk of await makeCrowdTalks(16_000)) {
      const heard: [string, number][] = [];
      const detector = new SpeechDetector();
      for (let at = 0; at < talk.length; at += 320) {
        detector.push(talk.subarray(at, at + 320), HEARING, (event) => {
          heard.push([event, at / 16 + 20]);
        });
      }
      expect(heard.map(([event]) => event)).toEqual(TALK_PARTS.flatMap(() => ['start', 'end']));
      for (const [index, { atMs, lastsMs }] of TALK_PARTS.entries()) {
        const [start, end] = [heard[index * 2]?.[1], heard[index * 2 + 1]?.[1]];
        expect(start).toBeGreaterThan(atMs);
        expect(start).toBeLessThanOrEqual(atMs + 300);
        expect(end).toBeGreaterThan(atMs + lastsMs + 200);
        expect(end).toBeLessThanOrEqual(atMs + lastsMs + 420);
      }
    }
  });

  it('begins at another moment for every caller', () => {
    const phases = Array.from({ length: 200 }, (_, caller) => Math.floor(talkPhaseMs(caller) / 80));
    expect(new Set(phases).size).toBeGreaterThan(150);
    expect(Math.max(...phases)).toBeLessThan(TALK_MS / 80);
  });
});

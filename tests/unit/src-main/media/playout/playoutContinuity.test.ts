import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PolyphaseResampler } from '#main/media/audio/polyphaseResampler';
import { FRAME_BYTES } from '#model/audio';
import { bench } from '#support/media/playoutBench';
import { noise, seededRandom } from '#support/media/signals';

beforeEach(() => {
  vi.useFakeTimers();
  vi.advanceTimersByTime(5000);
});

afterEach(() => {
  vi.useRealTimers();
});

describe('what the caller hears', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'is the agent’s audio, byte for byte and without a gap, however it comes (seed %i)',
    (seed) => {
      const random = seededRandom(seed * 7919);
      const { asterisk, queue } = bench({ phaseMs: Math.floor(random() * 20) });
      const turn = noise(24_000 * 12, seed);
      const resampler = new PolyphaseResampler(24_000, 16_000);
      const scratch = new Int16Array(20_000);
      let at = 0;
      const startMs = performance.now();
      while (at < turn.length) {
        // Up to 400 ms of audio at a time, at 1 to 3 times real time, with stalls of up to 200 ms
        // while there is a lead.
        const chunk = turn.subarray(at, at + 1 + Math.floor(random() * 9600));
        const leadMs = at / 24 - (performance.now() - startMs);
        const waitMs = Math.max(0, Math.min(leadMs - 40, random() * 200));
        vi.advanceTimersByTime(waitMs);
        const count = resampler.process(chunk, scratch);
        queue.enqueue(scratch.subarray(0, count), queue.generation);
        at += chunk.length;
      }
      queue.endTurn();
      vi.advanceTimersByTime(14_000);

      const whole = new PolyphaseResampler(24_000, 16_000);
      const expected = new Int16Array(whole.maxOutputSamples(turn.length));
      const samples = whole.process(turn, expected);
      const padded = Buffer.alloc(Math.ceil((samples * 2) / FRAME_BYTES) * FRAME_BYTES);
      Buffer.from(expected.buffer, 0, samples * 2).copy(padded);
      expect(asterisk.heardAudio.equals(padded)).toBe(true);
      expect(queue.counters.underruns).toBe(0);
    },
  );
});

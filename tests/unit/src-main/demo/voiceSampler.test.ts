import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createVoiceSampler } from '#main/agent/voiceSampler';
import { createDemo } from '#main/demo/createDemo';
import { seededRandom } from '#main/demo/random';
import { silentLog } from '#main/observability/log';
import type { VoiceName } from '#model/voices';
import { pitchOf, samplesOf } from './audioFacts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

it('speaks samples that differ as the voices do, and leaves no agent behind', async () => {
  const { agents } = createDemo({ random: seededRandom(7), log: silentLog });
  const sampler = createVoiceSampler(agents);
  const speak = async (voice: VoiceName): Promise<Int16Array> => {
    const speaking = sampler.sample({ voice, model: '', text: 'Good morning, this is a sample.' });
    await vi.advanceTimersByTimeAsync(10_000);
    const spoken = await speaking;
    if (!spoken.ok) {
      throw new Error(spoken.error.message);
    }
    return samplesOf(spoken.value);
  };
  const pitches = [pitchOf(await speak('Zephyr'), 24_000), pitchOf(await speak('Puck'), 24_000)];
  expect(Math.abs((pitches[0] ?? 0) - (pitches[1] ?? 0))).toBeGreaterThan(10);
  expect(vi.getTimerCount()).toBe(0);
});

import { describe, expect, it } from 'vitest';
import { VoiceSamples } from '#main/desk/voiceSamples';
import { cordboardError } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import type { VoiceName } from '#model/voices';
import type { SampleRequest } from '#model/voiceSample';

const TEXT = 'Good morning, how can I help you?';

const asking = (voice: VoiceName, text = TEXT): SampleRequest => ({ voice, model: 'm', text });

/** A sampler that answers when the test says so. */
function setUp() {
  const asked: SampleRequest[] = [];
  const answers: ((result: Result<Buffer>) => void)[] = [];
  const samples = new VoiceSamples({
    sampler: {
      sample: (request) => {
        asked.push(request);
        return new Promise((resolve) => answers.push(resolve));
      },
    },
    estimateCost: ({ responseAudioTokens }) => responseAudioTokens,
    defaultModel: () => 'the usual one',
  });
  const answer = async (result: Result<Buffer> = ok(Buffer.alloc(4_800))): Promise<void> => {
    answers.shift()?.(result);
    await settled();
  };
  return { samples, asked, answer };
}

async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) {
    await Promise.resolve();
  }
}

const voices = (requests: readonly SampleRequest[]) => requests.map(({ voice }) => voice);

describe('samples of voices', () => {
  it('are made one at a time, as they are asked for', async () => {
    const { samples, asked, answer } = setUp();
    const both = [samples.sample(asking('Kore')), samples.sample(asking('Puck'))];
    await settled();
    expect(voices(asked)).toEqual(['Kore']);
    await answer();
    expect(voices(asked)).toEqual(['Kore', 'Puck']);
    await answer();
    expect(await Promise.all(both)).toMatchObject([
      { value: { sampleRateHz: 8_000 } },
      { value: { sampleRateHz: 8_000 } },
    ]);
  });

  it('are made once for each voice and text, and then cost nothing', async () => {
    const { samples, asked, answer } = setUp();
    const once = asking('Kore');
    const first = samples.sample(once);
    await settled();
    await answer();
    expect(samples.sample(once)).toBe(first);
    void samples.sample(asking('Kore', 'Something else.'));
    await settled();
    expect(asked).toHaveLength(2);
    expect(samples.estimateUsd([once])).toBe(0);
    expect(samples.estimateUsd([once, asking('Puck')])).toBe(Math.ceil((TEXT.length / 15) * 25));
  });

  it('are asked for again after a failure, which holds up nothing', async () => {
    const { samples, asked, answer } = setUp();
    const first = samples.sample(asking('Kore'));
    const other = samples.sample(asking('Puck'));
    await settled();
    await answer(fail(cordboardError('network', phrase('sample.slow'))));
    expect(await first).toMatchObject({ ok: false });
    await answer();
    expect(await other).toMatchObject({ ok: true });
    void samples.sample(asking('Kore'));
    await settled();
    expect(voices(asked)).toEqual(['Kore', 'Puck', 'Kore']);
  });

  it('are forgotten, oldest first, when there are too many', async () => {
    const { samples, asked, answer } = setUp();
    for (let at = 0; at < 49; at += 1) {
      void samples.sample(asking('Kore', `Text ${at}`));
      await settled();
      await answer();
    }
    void samples.sample(asking('Kore', 'Text 48'));
    void samples.sample(asking('Kore', 'Text 0'));
    await settled();
    expect(asked.map(({ text }) => text).slice(48)).toEqual(['Text 48', 'Text 0']);
  });

  it('are of the usual model where the call has none', async () => {
    const { samples, asked } = setUp();
    void samples.sample({ ...asking('Kore'), model: '' });
    await settled();
    expect(asked).toMatchObject([{ model: 'the usual one' }]);
  });
});

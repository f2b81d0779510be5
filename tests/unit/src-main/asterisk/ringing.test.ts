import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallLeg } from '#main/call/callLeg';
import { done, type Result } from '#main/util/result';
import { FakeAsterisk } from '#support/call/fakeAsterisk';
import { SourceBench } from '#support/call/sourceBench';

/** Asterisk whose ringing begins when the test says so. */
class SlowAsterisk extends FakeAsterisk {
  begins: () => void = () => undefined;

  override async ring(channelId: string): Promise<Result<void>> {
    await new Promise<void>((resolve) => {
      this.begins = resolve;
    });
    return await super.ring(channelId);
  }
}

describe('a caller who is answered', () => {
  let asterisk: SlowAsterisk;
  let bench: SourceBench;
  let leg: CallLeg;

  beforeEach(() => {
    asterisk = new SlowAsterisk();
    bench = new SourceBench(asterisk);
    leg = bench.call();
    asterisk.told.length = 0;
  });

  afterEach(() => {
    bench.source.stop();
  });

  const ringsAndAnswers = (): string[] =>
    asterisk.told.filter((command) => /^(ring|answer) /.test(command));

  it('is answered only once the ringing has begun, however early the request comes', async () => {
    const ringing = leg.ring();
    const answered = leg.answer();
    await new Promise((resolve) => setImmediate(resolve));
    expect(ringsAndAnswers()).toEqual([]);
    asterisk.begins();
    expect(await ringing).toEqual(done);
    expect(await answered).toEqual(done);
    expect(ringsAndAnswers()).toEqual(['ring call-1', 'answer call-1']);
  });

  it('is answered at once if they were not rung', async () => {
    expect(await leg.answer()).toEqual(done);
    expect(ringsAndAnswers()).toEqual(['answer call-1']);
  });
});

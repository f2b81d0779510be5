import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AsteriskCallSource } from '#main/asterisk/callSource';
import type { CallLeg } from '#main/call/callLeg';
import { silentLog } from '#main/observability/log';
import { done, type Result } from '#main/util/result';
import { FakeAsterisk, fakeMedia } from '#support/call/fakeAsterisk';

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
  let source: AsteriskCallSource;
  let leg: CallLeg;

  beforeEach(() => {
    asterisk = new SlowAsterisk();
    source = new AsteriskCallSource({
      gateway: asterisk,
      media: fakeMedia(),
      app: 'desk',
      consoleId: 'us',
      outgoing: () => ({
        endpoint: 'PJSIP/{number}@trunk',
        callerId: '',
        ringMs: 30_000,
        fallbackContext: 'gemini-voice-assistant',
        transferContext: 'cordboard-transfer',
        musicClass: 'default',
      }),
      onDialplan: () => undefined,
      sweepIntervalMs: () => 300_000,
      log: silentLog,
    });
    source.start((arrived) => {
      leg = arrived;
    });
    asterisk.enter('call-1');
    asterisk.told.length = 0;
  });

  afterEach(() => {
    source.stop();
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

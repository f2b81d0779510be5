import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AriTiming } from '#main/ari/link';
import { useAriSuite } from '#support/ari/ariSuite';
import type { FakeAri } from '#support/ari/fakeAri';
import { useStallWatch } from '#support/machine/stalls';
import { wordsIn } from '#support/phrases';

const timed = useStallWatch();
const { newFake, newProbe, ready } = useAriSuite();

describe('a second console that took the application over and does not serve it', () => {
  const other = { id: 'other', name: 'ben@desk-2' };
  const announced = JSON.stringify(other);

  /** The second console's beat rises until it is stopped. */
  const beating = (fake: FakeAri): (() => void) => {
    let beat = 0;
    const rise = (): void => {
      beat += 1;
      fake.variables.set('CORDBOARD_BEAT_other', String(beat));
    };
    rise();
    const timer = setInterval(rise, 50);
    onTestFinished(() => {
      clearInterval(timer);
    });
    return () => {
      clearInterval(timer);
    };
  };
  const takenOver = async (fake: FakeAri, timing: Partial<AriTiming>) => {
    const first = await ready(fake, timing);
    // Its announcement as the one that serves is on the way.
    await sleep(100);
    const stop = beating(fake);
    fake.variables.set('CORDBOARD_CONSOLE_desk', announced);
    fake.send({ type: 'ApplicationReplaced', application: 'desk' });
    await first.until(() => first.gateway.health.state === 'taken');
    await first.until(() => wordsIn(first.gateway.health).includes('ben@desk-2'));
    return { first, stop };
  };

  it('the first has it back at once if the second quits', timed, async () => {
    const fake = await newFake();
    const { first, stop } = await takenOver(fake, { aliveMs: 1_500 });
    await sleep(200);
    stop();
    fake.variables.set('CORDBOARD_BEAT_other', '');
    fake.variables.set('CORDBOARD_CONSOLE_desk', '');
    const quitAt = performance.now();
    await first.until(() => first.gateway.health.state === 'ready');
    expect(performance.now() - quitAt).toBeLessThan(750);
  });

  it(
    'the first has it back once the second’s beat has stopped for so long, without waiting anew',
    timed,
    async () => {
      const fake = await newFake();
      const { first, stop } = await takenOver(fake, { aliveMs: 1_500 });
      await sleep(200);
      stop();
      const diedAt = performance.now();
      await first.until(() => first.gateway.health.state === 'ready');
      expect(performance.now() - diedAt).toBeLessThan(2_400);
    },
  );

  it('the first has it back also where its own name still stood there', async () => {
    const fake = await newFake();
    const first = await ready(fake);
    // Its announcement as the one that serves is on the way.
    await sleep(100);
    const self = fake.variables.get('CORDBOARD_CONSOLE_desk') ?? '';
    fake.variables.set('CORDBOARD_BEAT_other', '7');
    fake.variables.set('CORDBOARD_CONSOLE_desk', announced);
    // The first puts its name back, before the second takes its events.
    await first.until(() => fake.variables.get('CORDBOARD_CONSOLE_desk') === self);
    fake.send({ type: 'ApplicationReplaced', application: 'desk' });
    await first.until(() => first.gateway.health.state === 'taken');
    await first.until(() => first.gateway.health.state === 'ready');
  });

  it('the second takes its name away when its events do not come', async () => {
    const fake = await newFake();
    const second = newProbe(fake.baseUrl);
    fake.answerWith('GET /events', { status: 503 });
    second.gateway.start();
    await second.until(() => fake.variables.get('CORDBOARD_CONSOLE_desk') === '');
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { createMetrics } from '#main/metrics/metrics';
import { metricsRoute } from '#main/metrics/route';
import { ApiBench } from '#support/api/apiBench';
import { callWith } from '#support/calls';
import { FakeCallControl } from '#support/desk/fakeCallControl';

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  await Promise.all(cleanUp.splice(0).map((close) => close()));
});

describe('GET /metrics of the HTTP API', () => {
  it('gives the figures of calls to a program on this machine', async () => {
    const control = new FakeCallControl();
    const metrics = createMetrics({ control, version: '9.9.9' });
    cleanUp.push(() => {
      metrics.close();
    });
    const bench = await ApiBench.start({ control, plugins: [metricsRoute(metrics)] });
    cleanUp.push(() => bench.stop());
    control.store.putCall(callWith({ state: 'live' }));
    await expect
      .poll(async () => (await fetch(`${bench.api.url}/metrics`)).text())
      .toContain('cordboard_calls{state="live"} 1\n');
    const answer = await fetch(`${bench.api.url}/metrics`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('version=0.0.4');
    const foreign = await fetch(`${bench.api.url}/metrics`, {
      headers: { origin: 'https://evil.example' },
    });
    expect(foreign.status).toBe(401);
  });
});

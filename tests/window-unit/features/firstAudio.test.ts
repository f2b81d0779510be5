import { describe, expect, it } from 'vitest';
import type { Call } from '#model/call';
import { EMPTY_METRICS } from '#model/metrics';
import { aCall } from '#support/window/callFixtures';
import { firstAudioOf } from '#window/state/firstAudio';

const answeredIn = (lastTimeToFirstAudioMs: number | null, patch: Partial<Call> = {}): Call =>
  aCall({ metrics: { ...EMPTY_METRICS, lastTimeToFirstAudioMs }, ...patch });

function of(calls: readonly Call[]) {
  const named = calls.map((call, at) => ({ ...call, id: String(at) }));
  return firstAudioOf({
    byId: Object.fromEntries(named.map((call) => [call.id, call])),
    order: named.map(({ id }) => id),
  });
}

describe('how soon the AI is heard in all calls', () => {
  it('is by the last answer of each call, and slow ones are seen at 95 %', () => {
    const waits = Array.from({ length: 20 }, (_, at) => (at + 1) * 100);
    expect(of(waits.map((wait) => answeredIn(wait)))).toEqual({ p50: 1_000, p95: 1_900 });
  });

  it('moves in steps of 10 ms, and leaves out who was not answered and calls that are over', () => {
    const calls = [answeredIn(643), answeredIn(null), answeredIn(9_000, { state: 'ended' })];
    expect(of(calls)).toEqual({ p50: 640, p95: 640 });
  });

  it('is nothing where nobody was answered', () => {
    expect(of([answeredIn(null)])).toEqual({ p50: null, p95: null });
  });
});

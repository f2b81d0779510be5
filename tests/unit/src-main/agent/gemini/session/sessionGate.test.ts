import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type GatePlace, SessionGate } from '#main/agent/gemini/session/sessionGate';
import type { ConnectionFailure } from '#main/agent/gemini/wire/closePolicy';
import type { Urgency } from '#main/agent/voiceAgent';

const QUOTA: ConnectionFailure = { kind: 'closed', code: 1011, reason: 'RESOURCE_EXHAUSTED' };
const BUSY: ConnectionFailure = { kind: 'http', status: 429 };
const LOST: ConnectionFailure = { kind: 'closed', code: 1011, reason: '' };

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A gate whose chances come out at their largest, and those who have entered, in order. */
function setUp() {
  const gate = new SessionGate({
    backoff: { firstMs: 1_000, maxMs: 8_000, factor: 2, jitter: 0 },
    random: () => 1,
  });
  const entered: string[] = [];
  const places = new Map<string, GatePlace>();
  const come = (
    name: string,
    urgency: () => Urgency = () => 'other',
    limitMs = 60_000,
    signal = new AbortController().signal,
  ): Promise<boolean> =>
    gate.enter({ urgency, signal, limitMs }).then((place) => {
      if (place !== null) {
        entered.push(name);
        places.set(name, place);
      }
      return place !== null;
    });
  return {
    gate,
    entered,
    come,
    herd: (count: number) => {
      for (let index = 0; index < count; index += 1) {
        void come(`h${index}`);
      }
    },
    /** One opens its session, or fails to; then as much time passes as a place stays empty. */
    leave: async (name: string, failure: ConnectionFailure | null = null) => {
      places.get(name)?.leave(failure);
      await vi.advanceTimersByTimeAsync(40);
    },
    pass: (ms = 0) => vi.advanceTimersByTimeAsync(ms),
  };
}

describe('SessionGate', () => {
  it('lets eight in at once, and one more for each that leaves', async () => {
    const { entered, herd, leave, pass } = setUp();
    herd(20);
    await pass();
    expect(entered).toHaveLength(8);
    await leave('h3');
    await leave('h0', LOST);
    expect(entered.slice(8)).toEqual(['h8', 'h9']);
  });

  it('leaves a place empty for a moment while others wait, and not when nobody does', async () => {
    const { gate, entered, herd, come, pass } = setUp();
    herd(7);
    const place = await gate.enter({
      urgency: () => 'other',
      signal: new AbortController().signal,
      limitMs: 1,
    });
    void come('next');
    place?.leave(null);
    await pass(39);
    expect(entered).not.toContain('next');
    await pass(1);
    expect(entered).toContain('next');
  });

  it('lets callers in who wait for an answer, then new calls, then the others', async () => {
    const { entered, herd, come, leave, pass } = setUp();
    herd(9);
    let waits = false;
    void come('new', () => 'new-call');
    void come('speaks', () => 'caller-waits');
    void come('speaks later', () => (waits ? 'caller-waits' : 'other'));
    await pass();
    waits = true;
    for (const name of ['h0', 'h1', 'h2', 'h3']) {
      await leave(name);
    }
    expect(entered.slice(8)).toEqual(['speaks', 'speaks later', 'new', 'h8']);
  });

  it('forgets who gives up, or has waited long enough', async () => {
    const { entered, herd, come, leave, pass } = setUp();
    herd(8);
    const abort = new AbortController();
    const gone = come('gone', () => 'caller-waits', 60_000, abort.signal);
    const late = come('late', () => 'caller-waits', 500);
    void come('last');
    await pass();
    abort.abort();
    expect(await gone).toBe(false);
    await pass(500);
    expect(await late).toBe(false);
    await leave('h0');
    expect(entered.slice(8)).toEqual(['last']);
    expect(await come('never', () => 'other', 60_000, abort.signal)).toBe(false);
  });

  it('does not let a service that answers nobody keep the others from trying', async () => {
    const { entered, herd, leave, pass } = setUp();
    herd(17);
    await pass(1_000);
    expect(entered).toHaveLength(16);
    await leave('h0');
    expect(entered).toHaveLength(16);
    await pass(1_000);
    expect(entered).toHaveLength(17);
  });

  it.each([QUOTA, BUSY])(
    'makes all wait, longer each time, when the quota is used up',
    async (refusal) => {
      const { entered, herd, leave, pass } = setUp();
      herd(12);
      await pass();
      for (const name of ['h0', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'h7']) {
        await leave(name, refusal);
      }
      expect(entered).toHaveLength(8);
      // Eight refusals at once are one lack of quota: 1 s. Then one call tries for all.
      await pass(1_000 - 8 * 40);
      expect(entered.slice(8)).toEqual(['h8']);
      await leave('h8', refusal);
      await pass(1_959);
      expect(entered).toHaveLength(9);
      await pass(1);
      expect(entered.slice(9)).toEqual(['h9']);
      await leave('h9');
      expect(entered.slice(10)).toEqual(['h10', 'h11']);
    },
  );

  it('gives a place without a wait only while nobody waits', async () => {
    const { gate, herd, pass } = setUp();
    herd(7);
    await pass();
    expect(gate.placeNow()).not.toBeNull();
    expect(gate.placeNow()).toBeNull();
    herd(1);
    await pass(1_000);
    expect(gate.placeNow(), 'places that are not left are free again').not.toBeNull();
  });

  it('gives none without a wait until the service has quota again', async () => {
    const { gate, come, leave, pass } = setUp();
    gate.noteLoss(QUOTA);
    expect(gate.placeNow()).toBeNull();
    await pass(1_001);
    expect(gate.placeNow(), 'one call is to try for all').toBeNull();
    void come('first');
    await pass();
    expect(gate.placeNow()).toBeNull();
    await leave('first');
    expect(gate.placeNow()).not.toBeNull();
  });

  it('makes all wait when a session in use is lost for the quota, and not for another reason', async () => {
    const { gate, entered, come, pass } = setUp();
    gate.noteLoss(LOST);
    void come('first');
    await pass();
    expect(entered).toEqual(['first']);
    gate.noteLoss(QUOTA);
    gate.noteLoss(QUOTA);
    void come('second');
    await pass(999);
    expect(entered).toEqual(['first']);
    await pass(1);
    expect(entered).toEqual(['first', 'second']);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { phrase } from '#model/phrases/phrase';
import { SessionBench } from '#support/call/sessionBench';

const ANN = 'window:ann';
const BEN = 'api:ben';

const TAKEN = { error: { kind: 'invalid-state', phrase: phrase('headset.taken') } };

let bench: SessionBench;

/** Headsets that were taken off, in order. */
let off: string[];

beforeEach(async () => {
  vi.useFakeTimers();
  off = [];
  bench = new SessionBench();
  await bench.goLive();
});

afterEach(async () => {
  await bench.session.shutDown('hangup');
  vi.useRealTimers();
});

const open = (by: string) =>
  bench.session.openHeadset({ onFrame: () => undefined, onClose: () => off.push(by) }, by);

/** A frame of this supervisor's microphone. */
const speak = (headset: ReturnType<typeof open>): void => {
  if (!headset.ok) {
    throw new Error(headset.error.message);
  }
  headset.value.send(Buffer.alloc(640, 1));
};

const consult = async (by: string): Promise<void> => {
  await bench.session.command({ kind: 'consult', target: '2002' }, by);
  bench.parties.at(-1)?.pickUp();
  await bench.settle();
};

describe('a headset that only listens', () => {
  it('makes room for that of a supervisor who then takes the call over', async () => {
    open(BEN);
    const ann = open(ANN);
    expect(off).toEqual([BEN]);
    expect(bench.call.headset).toBe(ANN);
    expect(await bench.session.command({ kind: 'takeOver' }, ANN)).toMatchObject({ ok: true });
    speak(ann);
    expect(bench.transport.counters.framesOut).toBe(1);
  });

  it('is heard and closed no more once another one is on the call', () => {
    const ben = open(BEN);
    open(ANN);
    if (ben.ok) {
      ben.value.close();
    }
    expect(off).toEqual([BEN]);
    expect(bench.call.headset).toBe(ANN);
  });
});

describe('a call that a supervisor has taken over', () => {
  beforeEach(async () => {
    await bench.session.command({ kind: 'takeOver' }, ANN);
  });

  it('takes the headset of nobody else', async () => {
    expect(open(BEN)).toMatchObject(TAKEN);
    open(ANN);
    expect(open(BEN)).toMatchObject(TAKEN);
    expect(off).toEqual([]);
    await bench.session.command({ kind: 'handBack' }, ANN);
    expect(open(BEN)).toMatchObject({ ok: true });
  });

  it('takes a new headset of the same supervisor, whose old one may hang', () => {
    open(ANN);
    speak(open(ANN));
    expect(off).toEqual([ANN]);
    expect(bench.transport.counters.framesOut).toBe(1);
  });

  it('is not the place for another supervisor’s consultation', async () => {
    const asked = await bench.session.command({ kind: 'consult', target: '2002' }, BEN);
    expect(asked).toMatchObject({
      error: { kind: 'invalid-state', phrase: phrase('refused.taken-over-already') },
    });
    expect(bench.parties).toEqual([]);
  });
});

describe('a consultation', () => {
  it('takes the headset of nobody but the supervisor who asks', async () => {
    await consult(ANN);
    expect(open(BEN)).toMatchObject(TAKEN);
    speak(open(ANN));
    expect(bench.parties[0]?.transports[0]?.counters.framesOut).toBe(1);
  });

  it('lasts as long as the microphone of the supervisor who asks sends', async () => {
    const ann = open(ANN);
    await consult(ANN);
    await vi.advanceTimersByTimeAsync(7_000);
    speak(ann);
    await vi.advanceTimersByTimeAsync(7_000);
    expect(bench.call.consultation).toMatchObject({ state: 'talking' });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(bench.call.consultation).toBeNull();
  });
});

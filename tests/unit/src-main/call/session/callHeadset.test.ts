import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HeadsetSides } from '#model/headset';
import { phrase } from '#model/phrases/phrase';
import { SessionBench } from '#support/call/sessionBench';

const ANN = 'window:ann';
const BEN = 'api:ben';

let bench: SessionBench;

/** Headsets that were taken off, in order. */
let off: string[];

/** A sample of the newest frame that each heard. */
let heard: Record<string, number>;

beforeEach(async () => {
  vi.useFakeTimers();
  off = [];
  heard = {};
  bench = new SessionBench();
  await bench.goLive();
});

afterEach(async () => {
  await bench.session.shutDown('hangup');
  vi.useRealTimers();
});

const open = (by: string, sides: HeadsetSides = 'both') =>
  bench.session.openHeadset(
    { sides, behindMs: 0 },
    {
      onFrame: (frame) => {
        heard[by] = frame.readInt16LE(100);
      },
      onClose: () => off.push(by),
    },
    by,
  );

/** A frame of this supervisor's microphone. */
const speak = (headset: ReturnType<typeof open>): void => {
  if (!headset.ok) {
    throw new Error(headset.error.message);
  }
  headset.value.send(Buffer.alloc(640, 1));
};

const tick = (ms: number): void => {
  vi.advanceTimersByTime(ms);
};

const consult = async (by: string): Promise<void> => {
  await bench.session.command({ kind: 'consult', target: '2002' }, by);
  bench.parties.at(-1)?.pickUp();
  await bench.settle();
};

describe('several headsets on a call', () => {
  it('are named in it, in the order in which they came', () => {
    open(BEN);
    const ann = open(ANN);
    expect(bench.call).toMatchObject({ listeners: [BEN, ANN], speaker: null });
    if (ann.ok) {
      ann.value.close();
      ann.value.close();
    }
    expect(bench.call.listeners).toEqual([BEN]);
    expect(off).toEqual([ANN]);
  });

  it('all hear, each what it asked for', () => {
    open(ANN, 'caller');
    const ben = open(BEN, 'line');
    bench.transport.hear(20, 500, tick);
    expect(heard).toEqual({ [ANN]: 500, [BEN]: 0 });
    if (ben.ok) {
      ben.value.hear('both');
    }
    bench.transport.hear(20, 700, tick);
    expect(heard).toEqual({ [ANN]: 700, [BEN]: 700 });
  });

  it('are spoken into by nobody but who took the call over', async () => {
    const [ann, ben] = [open(ANN), open(BEN)];
    expect(await bench.session.command({ kind: 'takeOver' }, ANN)).toMatchObject({ ok: true });
    expect(bench.call).toMatchObject({ listeners: [ANN, BEN], speaker: ANN });
    speak(ben);
    expect(bench.transport.counters.framesOut).toBe(0);
    speak(ann);
    expect(bench.transport.counters.framesOut).toBe(1);
    expect(await bench.session.command({ kind: 'takeOver' }, BEN)).toMatchObject({
      error: { kind: 'invalid-state', phrase: phrase('refused.taken-over-already') },
    });
  });

  it('are taken off when the call is over', async () => {
    open(ANN);
    open(BEN);
    await bench.session.command({ kind: 'end' }, ANN);
    expect(off).toEqual([ANN, BEN]);
    expect(bench.call.listeners).toEqual([]);
  });
});

describe('a headset on a call whose last minute is kept', () => {
  beforeEach(async () => {
    await bench.session.shutDown('hangup');
    bench = new SessionBench({ keepsPast: true });
    await bench.goLive();
  });

  it('begins as far back as there is something', () => {
    bench.transport.hear(1_000, 500, tick);
    const opened = bench.session.openHeadset(
      { sides: 'caller', behindMs: 10_000 },
      { onFrame: () => undefined, onClose: () => undefined },
      ANN,
    );
    expect(opened).toMatchObject({ ok: true, value: { behindMs: 1_000 } });
  });
});

describe('a call that a supervisor has taken over', () => {
  beforeEach(async () => {
    await bench.session.command({ kind: 'takeOver' }, ANN);
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
  it('is spoken into by nobody but the supervisor who asks; the others stay with the caller', async () => {
    const ben = open(BEN);
    await consult(ANN);
    const ann = open(ANN);
    speak(ben);
    speak(ann);
    const party = bench.parties[0]?.transports[0];
    expect(party?.counters.framesOut).toBe(1);
    party?.hear(20, 900, tick);
    expect(heard).toEqual({ [ANN]: 900 });
    expect(await bench.session.command({ kind: 'takeOver' }, BEN)).toMatchObject({ ok: false });
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

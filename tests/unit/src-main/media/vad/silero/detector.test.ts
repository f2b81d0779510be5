import { describe, expect, it } from 'vitest';
import { SileroVad } from '#main/media/vad/silero/detector';
import { HopRing, INPUT_SAMPLES } from '#main/media/vad/silero/hopRing';
import { hear } from '#support/vad/hear';
import { DEFAULT_VAD } from '#support/vad/settings';

function level(rms: number): Buffer {
  return Buffer.from(Int16Array.from({ length: 320 }, (_, i) => (i % 2 === 0 ? rms : -rms)).buffer);
}

/** A detector, and a model that answers as the test says. */
function listen() {
  const events: string[] = [];
  const calls = { wakes: 0, misses: 0, closes: 0 };
  const lagsMs: number[] = [];
  const settings = { ...DEFAULT_VAD };
  const vad = new SileroVad(
    () => settings,
    {
      onSpeechStart: (ms) => events.push(`start ${ms}`),
      onSpeechEnd: (ms) => events.push(`end ${ms}`),
    },
    {
      wake: () => (calls.wakes += 1),
      answered: (lagMs) => lagsMs.push(lagMs),
      missed: () => (calls.misses += 1),
      closed: () => (calls.closes += 1),
    },
  );
  const ring = new HopRing();
  /** `busyMs`: how long it works on a hop. It takes the next one after that. */
  const model = { probability: 0, deaf: false, busyMs: 0 };
  const input = new Float32Array(INPUT_SAMPLES);
  let nowMs = 1_000;
  let inWork: {
    readonly hop: number;
    readonly probability: number;
    readonly untilMs: number;
  } | null = null;
  const work = (): void => {
    for (;;) {
      if (inWork !== null) {
        if (model.deaf || inWork.untilMs > nowMs) {
          return;
        }
        ring.answer(inWork.hop, inWork.probability);
        inWork = null;
        vad.collect();
      }
      const hop = model.deaf ? null : ring.take(input, 0);
      if (hop === null) {
        return;
      }
      inWork = { hop, probability: model.probability, untilMs: nowMs + model.busyMs };
    }
  };
  const feed = (rms: number, frames: number, echoFloor = 0): void => {
    for (let frame = 0; frame < frames; frame += 1) {
      nowMs += 20;
      hear(vad, level(rms), nowMs, echoFloor);
      work();
    }
  };
  return { vad, ring, model, events, calls, lagsMs, settings, feed };
}

function connected() {
  const parts = listen();
  parts.vad.connect(parts.ring);
  return parts;
}

describe('SileroVad', () => {
  it('finds a beginning at the second hop of speech, and dates it to the hop before the first', () => {
    const { events, model, feed } = connected();
    feed(500, 8); // 5 hops without speech, until 1160
    model.probability = 0.9;
    feed(500, 3);
    expect(events).toEqual([]);
    feed(500, 1); // hops until 1192 and 1224
    expect(events).toEqual(['start 1128']);
  });

  it('goes on at a lower probability, and finds the end after 0.5 s below it', () => {
    const { events, model, vad, feed } = connected();
    model.probability = 0.9;
    feed(500, 16);
    model.probability = 0.4;
    feed(500, 50);
    expect(vad.speaking).toBe(true);
    model.probability = 0.3;
    feed(500, 25);
    expect(events).toHaveLength(1);
    feed(500, 2);
    expect(events).toEqual(['start 1000', 'end 2312']);
  });

  it('does not ask the model about frames too soft for speech, and ends speech by them', () => {
    const { events, calls, model, ring, feed } = connected();
    feed(49, 100);
    expect(calls.wakes).toBe(0);
    model.probability = 0.9;
    feed(500, 10);
    const written = ring.written;
    feed(10, 100);
    // Three more frames go to the model.
    expect(ring.written - written).toBeLessThanOrEqual(2);
    expect(events).toHaveLength(2);
  });

  it('does not take speech that is no louder than an echo for the caller’s', () => {
    const { events, model, feed } = connected();
    model.probability = 0.99;
    feed(1_000, 100, 1_000);
    expect(events).toEqual([]);
    feed(1_001, 8, 1_000);
    expect(events).toHaveLength(1);
  });

  it('follows a change of its threshold in the middle of a call', () => {
    const { vad, model, settings, feed } = connected();
    model.probability = 0.6;
    settings.sileroThreshold = 0.8;
    feed(500, 50);
    expect(vad.speaking).toBe(false);
    settings.sileroThreshold = 0.5;
    feed(500, 6);
    expect(vad.speaking).toBe(true);
  });

  it('goes by loudness until there is a model, and again when it is gone', () => {
    const { vad, ring, model, events, feed } = listen();
    feed(1_000, 10);
    expect(vad.speaking).toBe(true);
    vad.connect(ring);
    model.probability = 0.05;
    feed(1_000, 50);
    expect(vad.speaking).toBe(false);
    vad.disconnect();
    feed(1_000, 10);
    expect(events.map((event) => event.split(' ')[0])).toEqual(['start', 'end', 'start']);
  });

  it('reports an answer that is overdue by half a second, but not when frames come all at once', () => {
    const { model, calls, feed, vad } = connected();
    model.deaf = true;
    for (let frame = 0; frame < 60; frame += 1) {
      hear(vad, level(500), 1_000, 0);
    }
    expect(calls.misses).toBe(0);
    feed(500, 24);
    expect(calls.misses).toBe(0);
    feed(500, 4);
    expect(calls.misses).toBeGreaterThan(0);
  });

  it('goes by loudness while the answers lag behind, so that every beginning and end is found', () => {
    const { events, model, lagsMs, vad, feed } = connected();
    model.busyMs = 200;
    model.probability = 0.9;
    for (let word = 0; word < 4; word += 1) {
      feed(1_000, 30);
      expect(events).toHaveLength(2 * word + 1);
      feed(60, 40);
      expect(events).toHaveLength(2 * word + 2);
    }
    expect(vad.speaking).toBe(false);
    expect(Math.max(...lagsMs)).toBeGreaterThanOrEqual(180);
  });

  it('finds a beginning that was half heard by the model when it fell behind', () => {
    const { events, model, feed } = connected();
    feed(500, 8); // 5 hops without speech, until 1160
    model.probability = 0.9;
    feed(500, 3); // a hop of speech, until 1192
    model.deaf = true;
    feed(500, 7);
    expect(events).toEqual(['start 1128']);
  });

  it('goes by the model again as soon as it answers within a hop', () => {
    const { vad, model, feed } = connected();
    model.busyMs = 200;
    feed(1_000, 60);
    expect(vad.speaking).toBe(true);
    model.busyMs = 0;
    feed(1_000, 50);
    expect(vad.speaking).toBe(false);
  });

  it('gives a model that lags behind only the newest audio, and counts what it drops', () => {
    const { vad, ring, model, lagsMs, feed } = connected();
    feed(500, 60);
    expect(vad.droppedHops).toBe(0);
    model.busyMs = 100;
    feed(500, 1_000);
    const heardShare = 1 - vad.droppedHops / ring.written;
    expect(heardShare).toBeGreaterThan(0.25);
    expect(heardShare).toBeLessThan(0.4);
    // The hop waits for the model for less than the time of one run, and is in work for another.
    expect(Math.max(...lagsMs.slice(-20))).toBeLessThanOrEqual(200);
    const dropped = vad.droppedHops;
    vad.disconnect();
    expect(vad.droppedHops).toBe(dropped);
  });

  it('says nothing any more once closed, and tells its engine once', () => {
    const { vad, model, events, calls, feed } = connected();
    model.probability = 0.9;
    feed(500, 3);
    vad.close();
    vad.close();
    feed(500, 50);
    expect(events).toEqual([]);
    expect(calls.closes).toBe(1);
  });
});

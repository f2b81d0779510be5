import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TransportPort } from '#main/media/transport/transportPort';
import { EnergyVad } from '#main/media/vad/energyVad';
import { silentLog } from '#main/observability/log';
import { RecordingHandlers } from '#support/media/recordingHandlers';
import { noise } from '#support/media/signals';
import { hear } from '#support/vad/hear';

/** 16 kHz, 16 bit. */
const BYTES_PER_MS = 32;

let port: TransportPort;
let handlers: RecordingHandlers;

beforeEach(() => {
  vi.useFakeTimers();
  port = new TransportPort(silentLog);
  handlers = new RecordingHandlers();
  port.start(handlers);
});

afterEach(() => {
  vi.useRealTimers();
});

/** Loud audio, the same each time. */
function loud(ms: number): Buffer {
  return Buffer.from(noise((ms * BYTES_PER_MS) / 2, 8).buffer);
}

/** A packet comes at the time at which its last sample was spoken. */
function packet(ms: number): void {
  vi.advanceTimersByTime(ms);
  port.audio(loud(ms));
}

describe.each([10, 20, 30, 40, 60])('a phone with packets of %i ms', (packetMs) => {
  it('is heard to the last sample, in frames that end every 20 ms', () => {
    const startMs = performance.now();
    for (let ms = 0; ms < 1_200; ms += packetMs) {
      packet(packetMs);
    }
    expect(handlers.dates.map((atMs) => atMs - startMs)).toEqual(
      Array.from({ length: 60 }, (_, index) => (index + 1) * 20),
    );
    expect(port.counters).toMatchObject({ framesIn: 60, framesLate: 0, framesLost: 0 });
  });

  it('is found to speak as soon as with any other packets', () => {
    const started: number[] = [];
    const settings = {
      energyThreshold: 300,
      adaptiveNoiseFloor: false,
      sileroThreshold: 0.5,
      speechMs: 100,
      silenceMs: 500,
    };
    const vad = new EnergyVad(() => settings, {
      onSpeechStart: (atMs) => started.push(atMs),
      onSpeechEnd: () => undefined,
    });
    handlers.onFrame = (frame, atMs) => {
      hear(vad, frame, atMs, 0);
    };
    const startMs = performance.now();
    for (let ms = 0; ms < 120; ms += packetMs) {
      packet(packetMs);
    }
    expect(started).toEqual([startMs]);
  });
});

it('counts a packet as late that comes more than 40 ms after it could have come', () => {
  packet(60);
  vi.advanceTimersByTime(40);
  packet(60);
  expect(port.counters.framesLate).toBe(0);
  vi.advanceTimersByTime(41);
  packet(10);
  expect(port.counters.framesLate).toBe(1);
});

it('goes on in the middle of a frame after jitter', () => {
  packet(30);
  vi.advanceTimersByTime(200);
  packet(30);
  expect(Buffer.concat(handlers.frames)).toEqual(Buffer.concat([loud(30), loud(30)]));
});

it.each<[string, () => void]>([
  [
    'a pause of the line',
    () => {
      vi.advanceTimersByTime(201);
    },
  ],
  [
    'another source',
    () => {
      port.newStream();
    },
  ],
])('gives what there was of a frame before %s, and begins anew', (_what, pause) => {
  packet(30);
  pause();
  packet(20);
  expect(Buffer.concat(handlers.frames)).toEqual(
    Buffer.concat([loud(30), Buffer.alloc(10 * BYTES_PER_MS), loud(20)]),
  );
});

it('dates no frame earlier than the one before it when packets come all at once', () => {
  packet(60);
  port.audio(loud(60));
  const nowMs = performance.now();
  expect(handlers.dates.slice(2)).toEqual([nowMs, nowMs, nowMs, nowMs]);
});

it('takes one second at once, and counts the rest as lost', () => {
  packet(1_530);
  expect(port.counters).toMatchObject({ framesIn: 50, framesLost: 27 });
});

it('delivers nothing more of a packet when it is closed in the middle of it', () => {
  handlers.onFrame = () => {
    handlers.events.push('frame');
    port.close({ by: 'local' });
  };
  packet(60);
  expect(handlers.events).toEqual(['frame']);
  expect(port.counters.framesIn).toBe(1);
});

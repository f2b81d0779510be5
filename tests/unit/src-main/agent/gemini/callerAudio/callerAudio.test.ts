import { describe, expect, it } from 'vitest';
import { AudioChunker } from '#main/agent/gemini/callerAudio/audioChunker';
import { CallerAudioBuffer } from '#main/agent/gemini/callerAudio/buffer';
import { CallerAudioSender } from '#main/agent/gemini/callerAudio/sender';

/** Bytes that count up, so that order and loss show. */
function bytes(from: number, count: number): Buffer {
  return Buffer.from(Array.from({ length: count }, (_, index) => (from + index) % 251));
}

function newest(buffer: CallerAudioBuffer, count = Infinity): Buffer {
  const parts: Buffer[] = [];
  buffer.readNewest(count, (audio) => parts.push(Buffer.from(audio)));
  return Buffer.concat(parts);
}

describe('CallerAudioBuffer', () => {
  it('keeps the newest audio, for every size', () => {
    const all = bytes(0, 1_000);
    for (const capacity of [1, 7, 64, 100, 999, 1_000, 2_000]) {
      const buffer = new CallerAudioBuffer(capacity);
      let at = 0;
      for (let size = 1; at < all.length; size = (size * 3) % 17 || 5) {
        buffer.write(all.subarray(at, at + size));
        at += size;
      }
      expect(buffer.length).toBe(Math.min(1_000, capacity));
      expect(newest(buffer).equals(all.subarray(-capacity))).toBe(true);
      for (const count of [1, 5, 63, capacity - 1]) {
        const expected = count < 1 ? Buffer.alloc(0) : all.subarray(-Math.min(count, capacity));
        expect(newest(buffer, count).equals(expected)).toBe(true);
      }
    }
  });

  it('keeps nothing when it has no room', () => {
    const buffer = new CallerAudioBuffer(0);
    buffer.write(bytes(0, 640));
    expect(newest(buffer)).toHaveLength(0);
  });

  it('does not keep a reference to what it was given', () => {
    const buffer = new CallerAudioBuffer(10);
    const frame = bytes(1, 4);
    buffer.write(frame);
    frame.fill(0);
    expect(newest(buffer).equals(bytes(1, 4))).toBe(true);
  });
});

describe('AudioChunker', () => {
  it('cuts any input into chunks of one size without losing a byte', () => {
    const chunks: Buffer[] = [];
    const chunker = new AudioChunker(10, (chunk) => chunks.push(Buffer.from(chunk)));
    for (const [from, count] of [
      [0, 3],
      [3, 25],
      [28, 10],
      [38, 2],
    ] as const) {
      chunker.push(bytes(from, count));
    }
    expect(chunks.every((chunk) => chunk.length === 10)).toBe(true);
    expect(Buffer.concat(chunks).equals(bytes(0, 40))).toBe(true);
    chunker.push(bytes(40, 4));
    const rest: Buffer[] = [];
    chunker.takeRest((audio) => rest.push(Buffer.from(audio)));
    chunker.takeRest((audio) => rest.push(Buffer.from(audio)));
    expect(rest).toEqual([bytes(40, 4)]);
  });
});

/** Records what a session is sent. */
function setUpSender(unansweredMs: () => number | null) {
  const sent: Buffer[] = [];
  const told: string[] = [];
  const sink = {
    sendAudio: (chunk: Buffer) => sent.push(Buffer.from(chunk)),
    expectBacklog: () => undefined,
    startActivity: () => told.push('start'),
    endActivity: () => told.push('end'),
    endAudioStream: () => told.push(`stream ends after ${Buffer.concat(sent).length}`),
  };
  const sizes = { chunkSamples: 320, bufferSamples: 3_200 };
  return { sent, told, sink, sender: new CallerAudioSender(sizes, unansweredMs) };
}

describe('CallerAudioSender', () => {
  it('sends unanswered speech again, from shortly before its onset, and nothing older', () => {
    let unansweredMs: number | null = null;
    const { sent, sink, sender } = setUpSender(() => unansweredMs);
    sender.attach(sink);
    sender.push(bytes(0, 32_000));
    sender.detach();
    sender.push(bytes(32_000, 640));
    sent.length = 0;
    unansweredMs = 100;
    sender.attach(sink);
    expect(Buffer.concat(sent).equals(bytes(32_640 - 9_600, 9_600))).toBe(true);
    unansweredMs = null;
    sender.detach();
    sent.length = 0;
    sender.attach(sink);
    expect(sent).toEqual([]);
  });

  it('sends at most 15 s again', () => {
    const { sent, sink, sender } = setUpSender(() => 60_000);
    sender.attach(sink);
    for (let second = 0; second < 20; second += 1) {
      sender.push(bytes(second, 32_000));
    }
    sender.detach();
    sent.length = 0;
    sender.attach(sink);
    expect(Buffer.concat(sent)).toHaveLength(480_000);
  });

  it('sends the next session the newest of too much audio that waited', () => {
    const { sent, sink, sender } = setUpSender(() => null);
    sender.push(bytes(0, 7_040));
    sender.attach(sink);
    expect(Buffer.concat(sent).equals(bytes(640, 6_400))).toBe(true);
  });

  it('loses no speech when the connection changes', () => {
    const { sent, sink, sender } = setUpSender(() => null);
    sender.push(bytes(0, 100));
    sender.attach(sink);
    sender.push(bytes(100, 640));
    sender.detach();
    sender.push(bytes(740, 640));
    expect(sent).toHaveLength(1);
    sender.attach(sink);
    sender.push(bytes(1_380, 540));
    expect(Buffer.concat(sent).equals(bytes(0, 1_920))).toBe(true);
  });

  it('keeps audio back while the session cannot take it, and sends it once afterwards', () => {
    const { sent, sink, sender } = setUpSender(() => 5_000);
    sender.attach(sink);
    sender.push(bytes(0, 640));
    sender.hold();
    sender.push(bytes(640, 640));
    sender.push(bytes(1_280, 640));
    expect(sent).toHaveLength(1);
    sender.release();
    sender.release();
    sender.push(bytes(1_920, 640));
    expect(Buffer.concat(sent).equals(bytes(0, 2_560))).toBe(true);
  });

  it('ends the stream once, after all audio from before', () => {
    const { told, sink, sender } = setUpSender(() => null);
    sender.attach(sink);
    sender.push(bytes(0, 900));
    sender.pauses();
    sender.pauses();
    expect(told).toEqual(['stream ends after 900']);
    sender.push(bytes(0, 640));
    sender.pauses();
    expect(told).toHaveLength(2);
  });

  it('ends the stream of a session that got audio from before the pause', () => {
    const { told, sink, sender } = setUpSender(() => null);
    sender.push(bytes(0, 640));
    sender.pauses();
    sender.attach(sink);
    expect(told).toEqual(['stream ends after 640']);
  });
});

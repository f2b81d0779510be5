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
      const buffer = new CallerAudioBuffer(capacity, () => capacity);
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
    const buffer = new CallerAudioBuffer(0, () => 0);
    buffer.write(bytes(0, 640));
    expect(newest(buffer)).toHaveLength(0);
  });

  it('does not keep a reference to what it was given', () => {
    const buffer = new CallerAudioBuffer(10, () => 0);
    const frame = bytes(1, 4);
    buffer.write(frame);
    frame.fill(0);
    expect(newest(buffer).equals(bytes(1, 4))).toBe(true);
  });
});

describe('the memory of CallerAudioBuffer', () => {
  const SECOND = 32_000;

  it('is 5 s for what nobody wants again', () => {
    const buffer = new CallerAudioBuffer(15 * SECOND, () => 0);
    for (let second = 0; second < 20; second += 1) {
      buffer.write(bytes(second, SECOND));
    }
    expect(buffer.length).toBe(5 * SECOND);
    expect(newest(buffer, SECOND).equals(bytes(19, SECOND))).toBe(true);
  });

  it('grows, without losing a byte, for what is wanted, up to its limit', () => {
    let wanted = 0;
    const buffer = new CallerAudioBuffer(15 * SECOND, () => wanted);
    const all = bytes(0, 40 * SECOND);
    let at = 0;
    const speak = (seconds: number) => {
      for (const end = at + seconds * SECOND; at < end; at += 640) {
        buffer.write(all.subarray(at, at + 640));
        wanted += 640;
        if (wanted <= 15 * SECOND) {
          expect(newest(buffer, wanted).equals(all.subarray(at + 640 - wanted, at + 640))).toBe(
            true,
          );
        }
      }
    };
    speak(7);
    wanted = 0;
    speak(18);
    expect(buffer.length).toBe(15 * SECOND);
    expect(newest(buffer).equals(all.subarray(at - 15 * SECOND, at))).toBe(true);
  });
});

describe('AudioChunker', () => {
  const sizes = (bytes: number) => ({ wanted: bytes, least: bytes, most: bytes });

  it('sends what has waited in few large chunks, after what it had begun', () => {
    const chunks: Buffer[] = [];
    const chunker = new AudioChunker(sizes(640), (chunk) => chunks.push(Buffer.from(chunk)));
    chunker.push(bytes(0, 100));
    chunker.pushBacklog(bytes(100, 40_000));
    expect(chunks.map(({ length }) => length)).toEqual([100, 16_384, 16_384, 6_912]);
    chunker.takeRest((rest) => chunks.push(Buffer.from(rest)));
    expect(Buffer.concat(chunks).equals(bytes(0, 40_100))).toBe(true);
  });

  it('cuts any input into chunks of one size without losing a byte', () => {
    const chunks: Buffer[] = [];
    const chunker = new AudioChunker(sizes(10), (chunk) => chunks.push(Buffer.from(chunk)));
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

  it('sends what it held for a larger chunk with the audio that need not wait', () => {
    const changing = { wanted: 100, least: 20, most: 100 };
    const lengths: number[] = [];
    const heard: Buffer[] = [];
    const chunker = new AudioChunker(changing, (chunk) => {
      lengths.push(chunk.length);
      heard.push(Buffer.from(chunk));
    });
    for (let at = 0; at < 180; at += 20) {
      chunker.push(bytes(at, 20));
    }
    expect(lengths).toEqual([100]);
    changing.wanted = 20;
    chunker.push(bytes(180, 20));
    chunker.push(bytes(200, 20));
    changing.wanted = 40;
    chunker.push(bytes(220, 20));
    chunker.push(bytes(240, 20));
    expect(lengths).toEqual([100, 100, 20, 40]);
    expect(Buffer.concat(heard).equals(bytes(0, 260))).toBe(true);
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
  const settings = { chunkSamples: 320, bufferSamples: 3_200 };
  return { sent, told, sink, sender: new CallerAudioSender(settings, unansweredMs, () => 1) };
}

describe('CallerAudioSender', () => {
  it('sends unanswered speech again, from shortly before its onset, and nothing older', () => {
    let unansweredMs: number | null = null;
    const { sent, sink, sender } = setUpSender(() => unansweredMs);
    sender.attach(sink);
    sender.push(bytes(0, 32_000), true);
    sender.detach();
    sender.push(bytes(32_000, 640), true);
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
      sender.push(bytes(second, 32_000), true);
    }
    sender.detach();
    sent.length = 0;
    sender.attach(sink);
    expect(Buffer.concat(sent)).toHaveLength(480_000);
  });

  it('sends what waited in messages of up to 16 KB, and live audio in frames', () => {
    const { sent, sink, sender } = setUpSender(() => 15_000);
    for (let frame = 0; frame < 750; frame += 1) {
      sender.push(bytes(frame, 640), true);
    }
    sender.attach(sink);
    expect(sent.length).toBeLessThanOrEqual(31);
    sent.length = 0;
    sender.push(bytes(0, 640), true);
    expect(sent.map(({ length }) => length)).toEqual([640]);
  });

  it('sends the next session the newest of too much audio that waited', () => {
    const { sent, sink, sender } = setUpSender(() => null);
    sender.push(bytes(0, 7_040), true);
    sender.attach(sink);
    expect(Buffer.concat(sent).equals(bytes(640, 6_400))).toBe(true);
  });

  it('loses no speech when the connection changes', () => {
    const { sent, sink, sender } = setUpSender(() => null);
    sender.push(bytes(0, 100), true);
    sender.attach(sink);
    sender.push(bytes(100, 640), true);
    sender.detach();
    sender.push(bytes(740, 640), true);
    expect(sent).toHaveLength(1);
    sender.attach(sink);
    sender.push(bytes(1_380, 540), true);
    expect(Buffer.concat(sent).equals(bytes(0, 1_920))).toBe(true);
  });

  it('keeps audio back while the session cannot take it, and sends it once afterwards', () => {
    const { sent, sink, sender } = setUpSender(() => 5_000);
    sender.attach(sink);
    sender.push(bytes(0, 640), true);
    sender.hold();
    sender.push(bytes(640, 640), true);
    sender.push(bytes(1_280, 640), true);
    expect(sent).toHaveLength(1);
    sender.release();
    sender.release();
    sender.push(bytes(1_920, 640), true);
    expect(Buffer.concat(sent).equals(bytes(0, 2_560))).toBe(true);
  });

  it('ends the stream once, after all audio from before', () => {
    const { told, sink, sender } = setUpSender(() => null);
    sender.attach(sink);
    sender.push(bytes(0, 900), true);
    sender.pauses();
    sender.pauses();
    expect(told).toEqual(['stream ends after 900']);
    sender.push(bytes(0, 640), true);
    sender.pauses();
    expect(told).toHaveLength(2);
  });

  it('ends the stream of a session that got audio from before the pause', () => {
    const { told, sink, sender } = setUpSender(() => null);
    sender.push(bytes(0, 640), true);
    sender.pauses();
    sender.attach(sink);
    expect(told).toEqual(['stream ends after 640']);
  });
});

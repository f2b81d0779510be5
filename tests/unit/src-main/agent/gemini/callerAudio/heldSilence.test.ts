import { beforeEach, describe, expect, it } from 'vitest';
import type { CallerAudioSink } from '#main/agent/gemini/callerAudio/input';
import { CallerAudioSender } from '#main/agent/gemini/callerAudio/sender';

const FRAME = 640;

/** Frame number `index` of a call. */
function frameOf(index: number): Buffer {
  return Buffer.alloc(FRAME, index % 251);
}

/** A session that keeps what it is sent. */
class Session implements CallerAudioSink {
  /** Frames of each message. */
  messages: number[] = [];
  readonly told: string[] = [];
  heard = Buffer.alloc(0);

  sendAudio(chunk: Buffer): void {
    this.messages.push(chunk.length / FRAME);
    this.heard = Buffer.concat([this.heard, chunk]);
  }
  expectBacklog(bytes: number): void {
    this.told.push(`backlog of ${bytes / FRAME}`);
  }
  startActivity(): void {
    this.told.push('start');
  }
  endActivity(): void {
    this.told.push('end');
  }
  endAudioStream(): void {
    this.told.push(`stream ends after ${this.heard.length / FRAME}`);
  }
}

let sessions: number;
let unansweredMs: number | null;
let frames: number;
let sender: CallerAudioSender;

beforeEach(() => {
  sessions = 1;
  unansweredMs = null;
  frames = 0;
  sender = makeSender(320);
});

function makeSender(chunkSamples: number): CallerAudioSender {
  const settings = { chunkSamples, bufferSamples: 32_000 };
  return new CallerAudioSender(
    settings,
    () => unansweredMs,
    () => sessions,
  );
}

function attach(): Session {
  const session = new Session();
  sender.attach(session);
  return session;
}

function hear(count: number, kind: 'sound' | 'silence'): void {
  for (let left = count; left > 0; left -= 1) {
    sender.push(frameOf(frames), kind === 'sound');
    frames += 1;
  }
}

/** All frames from `from` on, as a session that lost none has heard them. */
function since(from: number): Buffer {
  return Buffer.concat(Array.from({ length: frames - from }, (_, index) => frameOf(from + index)));
}

describe('a long silence', () => {
  it('goes out in messages of 100 ms after its first second', () => {
    const session = attach();
    hear(10, 'sound');
    hear(50, 'silence');
    expect(session.messages).toEqual(Array(60).fill(1));
    session.messages = [];
    hear(20, 'silence');
    expect(session.messages).toEqual([5, 5, 5, 5]);
    expect(session.heard.equals(since(0))).toBe(true);
  });

  it.each([0, 1, 2, 3, 4])('with %i frames held goes out at once with the onset', (held) => {
    const session = attach();
    hear(60 + held, 'silence');
    session.messages = [];
    hear(1, 'sound');
    expect(session.messages).toEqual([held + 1]);
    hear(3, 'sound');
    expect(session.messages).toEqual([held + 1, 1, 1, 1]);
    expect(session.heard.equals(since(0))).toBe(true);
  });

  it.each([0, 1, 2, 3, 4])('with %i frames held goes out with the onset of many calls', (held) => {
    sessions = 60;
    const session = attach();
    hear(60 + held, 'silence');
    const before = session.heard.length;
    hear(1, 'sound');
    expect(session.heard.length).toBeGreaterThan(before);
    expect(session.heard.equals(since(0))).toBe(true);
  });

  it('ends the stream only after all of it', () => {
    const session = attach();
    hear(63, 'silence');
    sender.pauses();
    expect(session.told.at(-1)).toBe('stream ends after 63');
    expect(session.heard.equals(since(0))).toBe(true);
  });

  it('is kept when the session is lost within it, and the next gets it once', () => {
    const lost = attach();
    hear(63, 'silence');
    const sent = lost.heard.length / FRAME;
    expect(sent).toBe(60);
    sender.detach();
    hear(2, 'silence');
    const next = attach();
    expect(next.told).toEqual(['backlog of 5']);
    hear(1, 'sound');
    expect(next.heard.equals(since(sent))).toBe(true);
  });

  it('is not doubled by speech that is sent again', () => {
    attach();
    hear(20, 'sound');
    hear(53, 'silence');
    unansweredMs = 73 * 20;
    sender.detach();
    const next = attach();
    hear(1, 'sound');
    expect(next.heard.equals(since(0))).toBe(true);
  });

  it('is kept while the session takes no audio, and sent once afterwards', () => {
    const session = attach();
    hear(63, 'silence');
    sender.hold();
    hear(2, 'silence');
    sender.release();
    hear(1, 'sound');
    expect(session.heard.equals(since(0))).toBe(true);
  });

  it('is measured while there is no session, too', () => {
    hear(100, 'silence');
    const session = attach();
    session.messages = [];
    hear(10, 'silence');
    expect(session.messages).toEqual([5, 5]);
  });
});

describe('the least size of a message', () => {
  it('holds at an onset, too', () => {
    sender = makeSender(960);
    const session = attach();
    hear(58, 'silence');
    session.messages = [];
    hear(1, 'silence');
    hear(1, 'sound');
    expect(session.messages).toEqual([]);
    hear(4, 'sound');
    expect(session.messages).toEqual([3, 3]);
    expect(session.heard.equals(since(0))).toBe(true);
  });

  it('does not keep back more than it at an onset', () => {
    sender = makeSender(960);
    const session = attach();
    hear(61, 'silence');
    session.messages = [];
    hear(1, 'sound');
    expect(session.messages).toEqual([4]);
    expect(session.heard.equals(since(0))).toBe(true);
  });
});

describe('many calls', () => {
  it('send two frames in a message, except shortly after speech starts', () => {
    sessions = 31;
    const session = attach();
    hear(50, 'sound');
    session.messages = [];
    hear(11, 'sound');
    expect(session.messages).toEqual([2, 2, 2, 2, 2]);
    session.messages = [];
    sender.speechStarts();
    hear(24, 'sound');
    // The first takes along what waited.
    expect(session.messages).toEqual([2, ...Array<number>(23).fill(1)]);
    session.messages = [];
    hear(4, 'sound');
    expect(session.messages).toEqual([2, 2]);
    expect(session.heard.equals(since(0))).toBe(true);
  });
});

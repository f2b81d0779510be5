import { describe, expect, it } from 'vitest';
import { CallerActivitySender } from '#main/agent/gemini/callerAudio/activitySender';

const BYTES_PER_MS = 32;
const PRE_ROLL_MS = 200;

/** The caller's audio between two times. Each ms of it holds its time. */
function audio(fromMs: number, toMs: number): Buffer {
  const pcm = Buffer.alloc((toMs - fromMs) * BYTES_PER_MS);
  for (let at = 0; at < pcm.length; at += 2) {
    pcm.writeInt16LE(fromMs + Math.floor(at / BYTES_PER_MS), at);
  }
  return pcm;
}

/** What a session is sent, with audio as the times it spans: "start", "400-1000", "end". */
class Session {
  readonly told: string[] = [];
  messages = 0;
  #from: number | null = null;
  #to = 0;

  sendAudio(chunk: Buffer): void {
    this.messages += 1;
    expect(chunk.length % 2).toBe(0);
    const from = chunk.readInt16LE(0);
    if (this.#from === null) {
      this.#from = from;
    } else {
      expect(from).toBe(this.#to);
    }
    this.#to = chunk.readInt16LE(chunk.length - 2) + 1;
  }
  expectBacklog(): void {
    // It takes everything.
  }
  startActivity(): void {
    this.told.push('start');
  }
  endActivity(): void {
    this.told.push(...this.heard(), 'end');
  }
  endAudioStream(): void {
    this.told.push('stream end');
  }
  /** What it has heard since it was told something. */
  heard(): string[] {
    const from = this.#from;
    this.#from = null;
    return from === null ? [] : [`${from}-${this.#to}`];
  }
}

/** A caller whose clock runs in frames of 20 ms. */
function setUp(chunkSamples = 320) {
  let nowMs = 0;
  let unansweredSinceMs: number | null = null;
  const sender = new CallerActivitySender(
    { chunkSamples, bufferSamples: 3_200 },
    () => (unansweredSinceMs === null ? null : nowMs - unansweredSinceMs),
    () => 1,
  );
  return {
    sender,
    unanswered: (sinceMs: number | null) => {
      unansweredSinceMs = sinceMs;
    },
    runTo: (ms: number, hasSound = true) => {
      for (; nowMs < ms; nowMs += 20) {
        sender.push(audio(nowMs, nowMs + 20), hasSound);
      }
    },
    startedAt: (onsetMs: number) => {
      sender.speechStarts(nowMs - onsetMs);
    },
  };
}

describe('CallerActivitySender', () => {
  it('sends what the caller says, from shortly before its onset, and nothing else', () => {
    const { sender, runTo, startedAt } = setUp();
    const session = new Session();
    sender.attach(session);
    runTo(1_000);
    startedAt(900);
    runTo(2_000);
    sender.speechEnds();
    runTo(3_000);
    expect(session.told).toEqual(['start', `${900 - PRE_ROLL_MS}-2000`, 'end']);
    expect(session.heard()).toEqual([]);
  });

  it('ends an activity with all of its audio, whatever the size of the chunks', () => {
    const { sender, runTo, startedAt } = setUp(1_600);
    const session = new Session();
    sender.attach(session);
    runTo(500);
    startedAt(500);
    runTo(1_020);
    sender.speechEnds();
    expect(session.told).toEqual(['start', '300-1020', 'end']);
  });

  it('sends audio once when it belongs to two activities close together', () => {
    const { sender, runTo, startedAt } = setUp();
    const session = new Session();
    sender.attach(session);
    runTo(500);
    startedAt(500);
    runTo(1_000);
    sender.speechEnds();
    runTo(1_100);
    startedAt(1_060);
    runTo(1_400);
    sender.speechEnds();
    expect(session.told).toEqual(['start', '300-1000', 'end', 'start', '1000-1400', 'end']);
  });

  it('opens an activity again in the next session, with all that was said in it', () => {
    const { sender, runTo, startedAt } = setUp();
    const lost = new Session();
    sender.attach(lost);
    runTo(1_000);
    startedAt(1_000);
    runTo(2_000);
    sender.detach();
    runTo(3_000);
    const session = new Session();
    sender.attach(session);
    runTo(4_000);
    sender.speechEnds();
    expect(lost.told).toEqual(['start']);
    expect(session.told).toEqual(['start', '800-4000', 'end']);
  });

  it('sends the next session what was said while there was none', () => {
    const { sender, runTo, startedAt } = setUp();
    runTo(1_000);
    startedAt(1_000);
    runTo(2_000);
    sender.speechEnds();
    runTo(5_000);
    const session = new Session();
    sender.attach(session);
    runTo(6_000);
    expect(session.told).toEqual(['start', '800-2000', 'end']);
  });

  it('sends again what the lost session did not answer, and not what it did', () => {
    const { sender, runTo, startedAt, unanswered } = setUp();
    sender.attach(new Session());
    runTo(1_000);
    startedAt(1_000);
    runTo(2_000);
    sender.speechEnds();
    unanswered(1_000);
    runTo(2_500);
    sender.detach();
    const second = new Session();
    sender.attach(second);
    expect(second.told).toEqual(['start', '800-2000', 'end']);
    unanswered(null);
    sender.detach();
    const third = new Session();
    sender.attach(third);
    runTo(3_000);
    expect(third.told).toEqual([]);
  });

  it('sends nothing again for a sound that was no activity', () => {
    const { sender, runTo, startedAt, unanswered } = setUp();
    sender.attach(new Session());
    runTo(1_000);
    startedAt(1_000);
    runTo(2_000);
    sender.speechEnds();
    runTo(4_000);
    unanswered(3_900);
    sender.detach();
    const session = new Session();
    sender.attach(session);
    runTo(5_000);
    expect(session.told).toEqual([]);
  });

  it('sends what waited in few large messages, and live audio in chunks', () => {
    const { sender, runTo, startedAt } = setUp();
    runTo(1_000);
    startedAt(1_000);
    runTo(16_000);
    const session = new Session();
    sender.attach(session);
    expect(session.messages).toBeLessThanOrEqual(31);
    session.messages = 0;
    runTo(17_000);
    expect(session.messages).toBe(50);
  });

  it('keeps at most 15 s of a long speech', () => {
    const { sender, runTo, startedAt } = setUp();
    runTo(1_000);
    startedAt(1_000);
    runTo(20_000);
    sender.speechEnds();
    const session = new Session();
    sender.attach(session);
    expect(session.told).toEqual(['start', '5000-20000', 'end']);
  });

  it('keeps speech back while the session cannot take it, its end as well', () => {
    const { sender, runTo, startedAt } = setUp();
    const session = new Session();
    sender.attach(session);
    runTo(1_000);
    startedAt(1_000);
    runTo(1_200);
    sender.hold();
    runTo(2_000);
    sender.speechEnds();
    expect(session.told).toEqual(['start']);
    sender.release();
    expect(session.told).toEqual(['start', '800-2000', 'end']);
  });

  it('ends the activity when the audio pauses', () => {
    const { sender, runTo, startedAt } = setUp();
    const session = new Session();
    sender.attach(session);
    runTo(1_000);
    startedAt(1_000);
    runTo(1_500);
    sender.pauses();
    sender.speechEnds();
    expect(session.told).toEqual(['start', '800-1500', 'end']);
  });

  it('sends a long silence within speech in fewer messages, and ends it with all of it', () => {
    const { sender, runTo, startedAt } = setUp();
    const session = new Session();
    sender.attach(session);
    runTo(1_000);
    startedAt(1_000);
    runTo(2_000);
    session.messages = 0;
    runTo(3_000, false);
    expect(session.messages).toBe(50);
    runTo(4_060, false);
    expect(session.messages).toBe(60);
    sender.speechEnds();
    expect(session.messages).toBe(61);
    expect(session.told).toEqual(['start', '800-4060', 'end']);
  });

  it('loses nothing of a silence that was held when the session took no audio', () => {
    const { sender, runTo, startedAt } = setUp();
    const session = new Session();
    sender.attach(session);
    runTo(1_000);
    startedAt(1_000);
    runTo(2_060, false);
    sender.hold();
    runTo(2_200, false);
    sender.release();
    runTo(2_300);
    sender.speechEnds();
    expect(session.told).toEqual(['start', '800-2300', 'end']);
  });

  it('sends a silence that was held when the session was lost to the next', () => {
    const { sender, runTo, startedAt } = setUp();
    sender.attach(new Session());
    runTo(1_000);
    startedAt(1_000);
    runTo(2_060, false);
    sender.detach();
    const session = new Session();
    sender.attach(session);
    runTo(2_200);
    sender.speechEnds();
    expect(session.told).toEqual(['start', '800-2200', 'end']);
  });
});

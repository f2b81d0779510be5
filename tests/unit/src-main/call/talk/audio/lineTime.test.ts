import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AudioPath } from '#main/call/talk/audio/audioPath';
import { createFrameClock } from '#main/media/clock/frameClock';
import { EnergyVad } from '#main/media/vad/energyVad';
import { silentLog } from '#main/observability/log';
import { FakeTransport } from '#support/call/fakes';
import { CALM } from '#support/call/talkBench';

const LOUD = 3_000;
/** First sample of the agent's frames, after the resampler. */
const AGENT = 0x2020;

type Column = { readonly caller: number; readonly heard: number | null; readonly atMs: number };

describe('the time of a line', () => {
  const clock = createFrameClock(silentLog);
  let path: AudioPath;
  let transport: FakeTransport;
  let events: string[];
  /** First sample of each frame the agent got, and of the caller's own frames. */
  let toAgent: number[];
  let spokenFrames: number[];
  /** What a tap got, and what a listener of the line got. */
  let recorded: Column[];
  let listened: Column[];
  let beganMs: number;

  const noteInto = (columns: Column[]) => (caller: Buffer, heard: Buffer | null, atMs: number) => {
    columns.push({
      caller: caller.readInt16LE(0),
      heard: heard?.readInt16LE(320) ?? null,
      atMs,
    });
  };

  beforeEach(() => {
    vi.useFakeTimers();
    [events, toAgent, spokenFrames, recorded, listened] = [[], [], [], [], []];
    transport = new FakeTransport();
    path = new AudioPath((handlers) => new EnergyVad(() => CALM.vad, handlers), clock, {
      onSpeechStart: () => events.push('start'),
      onSpeechEnd: () => events.push('end'),
      onCallerFrame: (frame, spoken) => {
        toAgent.push(frame.readInt16LE(0));
        spokenFrames.push(spoken.readInt16LE(0));
      },
      onDrained: () => undefined,
      onMediaLost: () => undefined,
    });
    path.addTap(noteInto(recorded));
    path.addLineTap(noteInto(listened));
    beganMs = performance.now();
    path.attach(transport);
  });

  afterEach(() => {
    path.close();
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  const advance = (ms: number): void => {
    vi.advanceTimersByTime(ms);
  };
  const hear = (ms: number, sample: number): void => {
    transport.hear(ms, sample, advance);
  };
  /** All frames of so much time at once, as after a stall of the connection. */
  const burst = (ms: number, sample: number): void => {
    transport.hear(ms, sample, () => undefined);
  };
  const agentSays = (ms: number): void => {
    path.play(Buffer.alloc(ms * 48, 0x20));
    path.endTurn();
  };
  const elapsedMs = (): number => performance.now() - beganMs;
  const columnsHeard = (columns: readonly Column[]): number =>
    columns.filter(({ heard }) => heard !== null && Math.abs(heard - AGENT) < 100).length;
  /** Each column 20 ms after the one before. */
  const expectUnbroken = (columns: readonly Column[]): void => {
    columns.forEach(({ atMs }, index) => {
      expect(atMs).toBeCloseTo(beganMs + (index + 1) * 20, 3);
    });
  };

  it('goes on without a frame of the caller, with all that the agent says', () => {
    hear(400, LOUD);
    agentSays(2_500);
    advance(3_001);
    expect(recorded).toHaveLength(170);
    expectUnbroken(recorded);
    expect(listened).toEqual(recorded);
    expect(columnsHeard(recorded)).toBeGreaterThanOrEqual(123);
    expect(recorded.slice(20).every(({ caller }) => caller === 0)).toBe(true);
    expect(path.meter.pending(performance.now())).toBe(170);
  });

  it('shows the agent in the levels, however often they are read', () => {
    hear(400, 0);
    agentSays(2_500);
    const agentPeaks: number[] = [];
    for (let read = 0; read < 50; read += 1) {
      advance(40);
      const levels = new Uint8Array(path.meter.pending(performance.now()) * 3);
      const columns = path.meter.drainInto(levels, 0);
      for (let column = 0; column < columns; column += 1) {
        agentPeaks.push(levels[column * 3 + 1] ?? 0);
      }
    }
    expect(agentPeaks.length).toBeGreaterThanOrEqual(118);
    expect(agentPeaks.slice(22).every((peak) => peak > 50)).toBe(true);
  });

  it('begins with the first connection, before any frame', () => {
    agentSays(1_000);
    advance(2_001);
    expect(recorded).toHaveLength(100);
    expect(columnsHeard(recorded)).toBeGreaterThanOrEqual(48);
    expect(toAgent, 'nobody waits for the end of a speech').toEqual([]);
  });

  it('knows after a gap what may come back as an echo', () => {
    hear(1_000, 0);
    agentSays(5_000);
    advance(2_000);
    // The agent is heard at 8224: this is its echo.
    hear(1_000, 1_800);
    expect(events).toEqual([]);
    hear(200, LOUD);
    expect(events).toEqual(['start']);
  });

  it('loses nothing of the caller, and inserts nothing, when a short stall ends in a burst', () => {
    hear(400, LOUD);
    advance(180);
    burst(180, LOUD);
    hear(400, LOUD);
    expect(toAgent).toEqual(new Array(49).fill(LOUD));
    expect(recorded.map(({ caller }) => caller)).toEqual(toAgent);
    expectUnbroken(recorded);
  });

  it('keeps its time when a long stall ends in a burst, which agent and detector get whole', () => {
    hear(400, LOUD);
    advance(1_000);
    toAgent.length = 0;
    burst(1_000, LOUD);
    hear(400, LOUD);
    expect(toAgent).toEqual(new Array(70).fill(LOUD));
    expect(events).toEqual(['start', 'end', 'start']);
    expectUnbroken(recorded);
    expect(Math.abs(recorded.length * 20 - elapsedMs())).toBeLessThanOrEqual(40);
    expect(recorded.slice(-20).every(({ caller }) => caller === LOUD)).toBe(true);
  });

  it('has a column for every frame that waited in the socket while the process stood still', () => {
    hear(400, LOUD);
    const stalled = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 1_500);
    burst(1_500, LOUD);
    stalled.mockRestore();
    expect(recorded.map(({ caller }) => caller)).toEqual(new Array(95).fill(LOUD));
  });

  it('leaves time out that cannot be made up for, as after a suspended computer', () => {
    hear(400, LOUD);
    const suspended = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 3_600_000);
    vi.advanceTimersByTime(40);
    suspended.mockRestore();
    expect(recorded.length).toBeLessThan(40);
    const [last] = recorded.slice(-1);
    expect((last?.atMs ?? 0) - beganMs).toBeGreaterThan(3_600_000);
    expect(((last?.atMs ?? 0) - beganMs) % 20).toBeCloseTo(0, 3);
  });

  it('lets a listener hear a caller who is muted; agent, detector and recording get silence', () => {
    path.muteCaller(true);
    hear(1_000, LOUD);
    expect(toAgent).toEqual(new Array(50).fill(0));
    expect(spokenFrames).toEqual(new Array(50).fill(LOUD));
    expect(events).toEqual([]);
    expect(recorded.map(({ caller }) => caller)).toEqual(toAgent);
    expect(listened.map(({ caller }) => caller)).toEqual(spokenFrames);
    const levels = new Uint8Array(50 * 3);
    path.meter.drainInto(levels, 0);
    expect(levels[0]).toBeGreaterThan(0);
    path.muteCaller(false);
    hear(100, LOUD);
    expect(recorded.at(-1)?.caller).toBe(LOUD);
  });

  it('goes on while the line is held, in silence', () => {
    hear(400, LOUD);
    path.hold(true);
    hear(5_000, LOUD);
    path.hold(false);
    hear(400, LOUD);
    expect(Math.abs(recorded.length * 20 - elapsedMs())).toBeLessThanOrEqual(40);
    expectUnbroken(recorded);
    const held = recorded.slice(20, 270);
    expect(held.every(({ caller, heard }) => caller === 0 && heard === null)).toBe(true);
    expect(recorded.slice(-20).every(({ caller }) => caller === LOUD)).toBe(true);
  });

  it('goes on while the connection is lost, and over the next one', () => {
    hear(400, LOUD);
    agentSays(4_000);
    hear(1_000, 0);
    transport.handlers?.onClose({ by: 'remote', code: 1006 });
    advance(2_000);
    const lost = recorded.slice(-80);
    expect(lost.every(({ heard }) => heard === null)).toBe(true);
    transport = new FakeTransport();
    path.attach(transport);
    hear(4_000, 0);
    expect(Math.abs(recorded.length * 20 - elapsedMs())).toBeLessThanOrEqual(40);
    expectUnbroken(recorded);
    expect(columnsHeard(recorded)).toBeGreaterThanOrEqual(195);
  });

  it('gives a tap that goes in a gap the time until then, and nothing after the end', () => {
    const tapped: Column[] = [];
    const remove = path.addTap(noteInto(tapped));
    hear(400, LOUD);
    advance(150);
    remove();
    expect(tapped).toHaveLength(27);
    advance(1_151);
    path.close();
    expect(recorded).toHaveLength(85);
    advance(1_000);
    hear(100, LOUD);
    expect(recorded).toHaveLength(85);
  });

  it('has one timer for all lines', () => {
    const alone = vi.getTimerCount();
    const others = Array.from({ length: 20 }, () => {
      const other = new AudioPath((handlers) => new EnergyVad(() => CALM.vad, handlers), clock, {
        onSpeechStart: () => undefined,
        onSpeechEnd: () => undefined,
        onCallerFrame: () => undefined,
        onDrained: () => undefined,
        onMediaLost: () => undefined,
      });
      other.attach(new FakeTransport());
      return other;
    });
    expect(vi.getTimerCount()).toBe(alone);
    for (const other of others) {
      other.close();
    }
  });
});

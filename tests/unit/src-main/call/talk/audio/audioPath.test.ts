import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AudioPath } from '#main/call/talk/audio/audioPath';
import { createFrameClock } from '#main/media/clock/frameClock';
import { EnergyVad } from '#main/media/vad/energyVad';
import { silentLog } from '#main/observability/log';
import { LEVEL_COLUMN_BYTES, LEVEL_FLAGS } from '#model/levels';
import { FakeTransport } from '#support/call/fakes';
import { CALM } from '#support/call/talkBench';

const LOUD = 3_000;
const SETTINGS = CALM.vad;

describe('AudioPath', () => {
  const clock = createFrameClock(silentLog);
  let path: AudioPath;
  let transport: FakeTransport;
  let events: string[];
  /** Peak of each frame the agent got. */
  let toAgent: number[];
  /** Whether each of them counts as sound. */
  let sounds: boolean[];

  beforeEach(() => {
    vi.useFakeTimers();
    events = [];
    toAgent = [];
    sounds = [];
    transport = new FakeTransport();
    path = new AudioPath((handlers) => new EnergyVad(() => SETTINGS, handlers), clock, {
      onSpeechStart: () => events.push('start'),
      onSpeechEnd: (endMs) => events.push(`end ${endMs}`),
      onCallerFrame: (frame, _spoken, hasSound) => {
        toAgent.push(frame.readInt16LE(0));
        sounds.push(hasSound);
      },
      onDrained: () => undefined,
      onMediaLost: () => undefined,
    });
    path.attach(transport);
  });

  afterEach(() => {
    path.close();
    vi.useRealTimers();
  });

  const advance = (ms: number): void => {
    vi.advanceTimersByTime(ms);
  };
  const hear = (ms: number, sample: number): void => {
    transport.hear(ms, sample, advance);
  };

  it('ends the speech of a caller whose frames stop, dated to the last of them', () => {
    hear(400, LOUD);
    const lastMs = performance.now();
    advance(490);
    expect(events).toEqual(['start']);
    advance(20);
    expect(events).toEqual(['start', `end ${lastMs}`]);
    expect(transport.counters.framesIn).toBe(20);
  });

  it('gives the agent silence by the clock for 2 s of a gap, then nothing until frames come again', () => {
    hear(400, LOUD);
    advance(1_041);
    expect(toAgent.length - 20).toBe(52);
    expect(toAgent.slice(20).every((sample) => sample === 0)).toBe(true);
    advance(10_000);
    expect(toAgent).toHaveLength(120);
    hear(20, LOUD);
    expect(toAgent).toHaveLength(121);
    advance(199);
    expect(toAgent).toHaveLength(121);
    // The clock of all lines ticks every 20 ms.
    advance(21);
    expect(toAgent).toHaveLength(132);
  });

  it('says of each frame for the agent whether it may be speech', () => {
    hear(20, 49);
    hear(20, 50);
    path.muteCaller(true);
    hear(20, LOUD);
    path.muteCaller(false);
    hear(20, LOUD);
    expect(sounds).toEqual([false, true, false, true]);
    advance(1_000);
    expect(sounds.slice(4)).not.toContain(true);
    expect(sounds.length).toBeGreaterThan(40);
  });

  it('goes on with the silence until the speech has ended, however long that takes', () => {
    path.close();
    path = new AudioPath(
      (handlers) => new EnergyVad(() => ({ ...SETTINGS, silenceMs: 4_000 }), handlers),
      clock,
      {
        onSpeechStart: () => events.push('start'),
        onSpeechEnd: () => events.push('end'),
        onCallerFrame: (frame) => toAgent.push(frame.readInt16LE(0)),
        onDrained: () => undefined,
        onMediaLost: () => undefined,
      },
    );
    transport = new FakeTransport();
    path.attach(transport);
    hear(400, LOUD);
    advance(4_100);
    expect(events).toEqual(['start', 'end']);
    const frames = toAgent.length;
    advance(5_000);
    expect(toAgent).toHaveLength(frames);
  });

  it('inserts nothing between frames that jitter, so that no word is torn apart', () => {
    for (let k = 0; k < 20; k += 1) {
      hear(20, LOUD);
      advance(170);
    }
    expect(toAgent.every((sample) => sample === LOUD)).toBe(true);
  });

  it('hears speech in frames that come three at a time, each dated by itself', () => {
    const loud = Buffer.alloc(640, 0x0b);
    for (let packet = 0; packet < 3; packet += 1) {
      advance(60);
      for (const beforeMs of [40, 20, 0]) {
        transport.handlers?.onFrame(loud, performance.now() - beforeMs);
      }
    }
    expect(events).toEqual(['start']);
  });

  it('inserts nothing for frames that wait to be read after a stall of the process', () => {
    hear(400, LOUD);
    // As Node does after a stall: the timers first, then the sockets, then the immediates.
    const sockets = setTimeout(() => {
      transport.hear(200, LOUD, () => undefined);
    }, 60);
    advance(60);
    clearTimeout(sockets);
    expect(toAgent.every((sample) => sample === LOUD)).toBe(true);
    expect(toAgent).toHaveLength(30);
  });

  it('lets nothing of the line through while it is held, only the silence of a pause', () => {
    hear(400, LOUD);
    path.hold(true);
    hear(5_000, LOUD);
    expect(toAgent.slice(20).every((sample) => sample === 0)).toBe(true);
    expect(toAgent).toHaveLength(120);
    expect(events).toHaveLength(2);
    path.hold(false);
    hear(400, LOUD);
    expect(toAgent).toHaveLength(140);
    expect(toAgent.at(-1)).toBe(LOUD);
    expect(events.at(-1)).toBe('start');
  });

  it('plays the last milliseconds of an answer with it, not at the beginning of the next one', () => {
    const sent: number[] = [];
    vi.spyOn(transport, 'sendFrame').mockImplementation((...[frame]: Buffer[]) => {
      sent.push(frame?.readInt16LE(0) ?? Number.NaN);
      return true;
    });
    // 20 ms at 24 kHz; the filter holds back 2 ms of it.
    const loud = Buffer.alloc(960);
    for (let at = 0; at < loud.length; at += 2) {
      loud.writeInt16LE(10_000, at);
    }
    path.play(loud);
    path.endTurn();
    path.play(Buffer.alloc(960));
    path.endTurn();
    expect(sent).toEqual([0, 10_000, 0, 0]);
  });

  it('counts the gaps the caller hears inside an answer', () => {
    path.play(Buffer.alloc(4_800, 0x20));
    hear(400, 0);
    expect(path.playoutGaps).toBe(0);
    path.play(Buffer.alloc(4_800, 0x20));
    expect(path.playoutGaps).toBe(1);
  });

  describe('in the level stream', () => {
    /** Flags of the columns since the last look. */
    const flags = (): number[] => {
      const columns = path.meter.pending(performance.now());
      const bytes = new Uint8Array(columns * LEVEL_COLUMN_BYTES);
      path.meter.drainInto(bytes, 0);
      return [...bytes].filter((_, at) => at % LEVEL_COLUMN_BYTES === 2);
    };
    const { agentSpeaking, underrun, supervisor, tone, music } = LEVEL_FLAGS;
    /** 100 ms of the agent. */
    const SPOKEN = Buffer.alloc(4_800, 0x20);

    it('says so when the agent is late in the middle of an answer, and not after its end', () => {
      path.play(SPOKEN);
      hear(300, 0);
      const late = flags();
      expect(late[0]).toBe(agentSpeaking);
      expect(late.slice(-5)).toEqual(new Array(5).fill(underrun));
      path.play(SPOKEN);
      path.endTurn();
      hear(100, 0);
      expect(flags()).toContain(agentSpeaking);
      hear(300, 0);
      flags();
      hear(100, 0);
      expect(flags()).toEqual(new Array(5).fill(0));
    });

    it('blames no audio for what a mute or a pause silences', () => {
      path.play(SPOKEN);
      path.pausePlayback('sentence');
      hear(300, 0);
      path.resumePlayback('sentence');
      path.muteAgent(true);
      hear(300, 0);
      expect(new Set(flags())).toEqual(new Set([0]));
    });

    it('tells a supervisor, a tone and music from the agent', () => {
      const samples = new Int16Array(320).fill(9_000);
      path.playSamples(samples);
      path.endTurn();
      hear(60, 0);
      expect(flags()).toContain(agentSpeaking | tone);
      hear(200, 0);
      flags();
      path.setFloor('supervisor');
      path.playSamples(samples);
      hear(60, 0);
      expect(flags()).toContain(agentSpeaking | supervisor);
      path.setFloor('agent');
      path.setMusic(true);
      hear(60, 0);
      expect(flags()).toEqual(new Array(3).fill(music));
    });
  });

  it('stops with the path', () => {
    hear(400, LOUD);
    path.close();
    advance(3_000);
    expect(toAgent).toHaveLength(20);
    expect(events).toEqual(['start']);
  });

  it('does not take the echo of the agent for the caller, but hears the caller through it', () => {
    path.play(Buffer.alloc(5 * 48_000, 0x20));
    hear(100, 0);
    // The agent is heard at 8224: what is 13 dB below from the start is its echo.
    hear(1_000, 1_800);
    expect(events).toEqual([]);
    hear(100, 2_200);
    expect(events).toEqual(['start']);
  });
});

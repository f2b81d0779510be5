import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { cuePlayer } from '#window/features/alerts/cues';

class FakeNode extends EventTarget {
  readonly gain = { setValueAtTime: vi.fn(), linearRampToValueAtTime: vi.fn() };
  connect = (to: unknown): unknown => to;
  start = vi.fn();
  stop = vi.fn();
}

class FakeContext {
  static readonly all: FakeContext[] = [];
  readonly currentTime = 0;
  readonly destination = {};
  resume = vi.fn(() => Promise.resolve());
  suspend = vi.fn(() => Promise.resolve());
  constructor() {
    FakeContext.all.push(this);
  }
}

const tones: FakeNode[] = [];

beforeEach(() => {
  vi.stubGlobal('AudioContext', FakeContext);
  vi.stubGlobal('GainNode', FakeNode);
  vi.stubGlobal(
    'OscillatorNode',
    class extends FakeNode {
      constructor() {
        super();
        tones.push(this);
      }
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the sound of an alert', () => {
  it('opens one output for all, which holds no device between them', () => {
    cuePlayer.play('warn', 1);
    cuePlayer.play('danger', 0.5);
    const [output] = FakeContext.all;
    expect(FakeContext.all).toHaveLength(1);
    expect(output?.resume).toHaveBeenCalledTimes(2);
    tones[0]?.dispatchEvent(new Event('ended'));
    expect(output?.suspend).not.toHaveBeenCalled();
    tones.at(-1)?.dispatchEvent(new Event('ended'));
    expect(output?.suspend).toHaveBeenCalledTimes(1);
  });

  it('is none for what is only seen, and none when it is muted', () => {
    const before = tones.length;
    cuePlayer.play('info', 1);
    cuePlayer.play('danger', 0);
    expect(tones).toHaveLength(before);
  });
});

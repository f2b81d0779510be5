import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { VoiceSample } from '#model/voiceSample';
import { SamplePlayer } from '#window/audio/samplePlayer';

/** Sounds that were begun and not cut, each with how loud and where. */
let sounding: { volume: number; sink: string; end: () => void }[];
/** Lets the device be there, or not. */
let devices: (() => Promise<void>)[];

/** The browser's sound as far as it is used. */
class FakeContext {
  readonly state = 'running';
  readonly destination = {};
  #sink = '';

  createBuffer() {
    return { copyToChannel: () => undefined };
  }

  createGain() {
    return { gain: { value: 1 }, connect: () => undefined };
  }

  createBufferSource() {
    let loudness: { gain: { value: number } } | null = null;
    const source = {
      onended: () => undefined,
      connect: (node: ReturnType<FakeContext['createGain']>) => {
        loudness = node;
        return node;
      },
      start: () => {
        sounding.push({
          volume: loudness?.gain.value ?? 0,
          sink: this.#sink,
          end: () => {
            source.onended();
          },
        });
      },
      stop: () => sounding.pop(),
    };
    return source;
  }

  async setSinkId(id: string): Promise<void> {
    await devices.shift()?.();
    this.#sink = id;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

const SAMPLE: VoiceSample = { pcm: Int16Array.of(1, 2), sampleRateHz: 24_000 };
const HEADSET = { speaker: 'out-2', volume: 0.4 };
const nothing = (): void => undefined;

beforeEach(() => {
  sounding = [];
  devices = [];
  vi.stubGlobal('AudioContext', FakeContext);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('a sample of a voice', () => {
  it('is heard where it is wanted and as loud, to its end', async () => {
    const ended = vi.fn();
    expect(await new SamplePlayer().play(SAMPLE, HEADSET, ended)).toBe(true);
    expect(sounding).toMatchObject([{ volume: 0.4, sink: 'out-2' }]);
    sounding[0]?.end();
    expect(ended).toHaveBeenCalledOnce();
  });

  it('is heard nowhere else when that speaker is gone', async () => {
    devices = [() => Promise.reject(new Error('gone'))];
    expect(await new SamplePlayer().play(SAMPLE, HEADSET, nothing)).toBe(false);
    expect(sounding).toEqual([]);
  });

  it('gives way to another one that is chosen before the speaker is there', async () => {
    const player = new SamplePlayer();
    const first = player.play(SAMPLE, { ...HEADSET, volume: 0.1 }, nothing);
    await Promise.all([first, player.play(SAMPLE, HEADSET, nothing)]);
    expect(sounding).toMatchObject([{ volume: 0.4 }]);
    player.stop();
    player.stop();
    expect(sounding).toEqual([]);
  });

  it('does not begin once it was cut', async () => {
    const player = new SamplePlayer();
    const playing = player.play(SAMPLE, HEADSET, nothing);
    player.close();
    await playing;
    expect(sounding).toEqual([]);
  });
});

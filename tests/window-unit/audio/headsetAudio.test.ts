import { afterEach, describe, expect, it, vi } from 'vitest';
import { HeadsetAudio } from '#window/audio/headsetAudio';

/** The browser's sound as far as it is used: `stop` is what Chromium does when a device is gone. */
class FakeContext {
  static newest: FakeContext;
  state: AudioContextState = 'suspended';
  sinks: string[] = [];
  sound = true;
  readonly destination = {};
  readonly audioWorklet = { addModule: () => Promise.resolve() };

  constructor() {
    FakeContext.newest = this;
  }

  createGain() {
    return { gain: { value: 1 }, connect: () => undefined };
  }

  resume(): Promise<void> {
    this.state = this.sound ? 'running' : 'suspended';
    return Promise.resolve();
  }

  setSinkId(id: string): Promise<void> {
    this.sinks.push(id);
    return Promise.resolve();
  }

  stop(): void {
    this.state = 'suspended';
  }
}

class FakeNode {
  readonly port = { postMessage: () => undefined };
  connect(next: unknown) {
    return { connect: () => next };
  }
}

async function open() {
  vi.stubGlobal('AudioContext', FakeContext);
  vi.stubGlobal('AudioWorkletNode', FakeNode);
  return { audio: await HeadsetAudio.open(), context: FakeContext.newest };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the speaker of the headset', () => {
  it('sounds again after its device was gone and is back', async () => {
    const { audio, context } = await open();
    context.stop();
    expect(await audio.setSpeaker('out-1')).toBe(true);
    expect(context.state).toBe('running');
    expect(context.sinks).toEqual(['out-1']);
  });

  it('counts as unusable where the browser cannot begin to sound', async () => {
    const { audio, context } = await open();
    context.sound = false;
    context.stop();
    expect(await audio.setSpeaker('')).toBe(false);
  });
});

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

  createMediaStreamSource() {
    return { connect: () => undefined, disconnect: () => undefined };
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

/** A device that is open until it is released. */
class FakeStream {
  open = true;
  readonly #track: object;

  constructor(label: string) {
    const stop = () => {
      this.open = false;
    };
    this.#track = { label, stop, addEventListener: () => undefined };
  }

  getTracks() {
    return [this.#track];
  }

  getAudioTracks() {
    return [this.#track];
  }
}

/** The system's devices: each is opened, or refused, when the test says so. */
function microphones() {
  const asked: ((answer: FakeStream | DOMException) => void)[] = [];
  const getUserMedia = () =>
    new Promise<FakeStream>((resolve, reject) => {
      asked.push((answer) => {
        if (answer instanceof FakeStream) {
          resolve(answer);
        } else {
          reject(answer);
        }
      });
    });
  Object.defineProperty(navigator, 'mediaDevices', { configurable: true, value: { getUserMedia } });
  return asked;
}

const handlers = { onFrame: () => undefined, onLost: () => undefined, onMuted: () => undefined };

afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, 'mediaDevices');
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

describe('the microphone of the headset', () => {
  async function withMicrophone() {
    const { audio } = await open();
    const asked = microphones();
    const first = new FakeStream('Desk');
    const opened = audio.openMicrophone(handlers, '');
    asked.shift()?.(first);
    expect(await opened).toEqual({ ok: true, label: 'Desk' });
    return { audio, asked, first };
  }

  it('is open until another one has taken its place', async () => {
    const { audio, asked, first } = await withMicrophone();
    const opened = audio.openMicrophone(handlers, 'mic-2');
    expect(first.open).toBe(true);
    asked.shift()?.(new FakeStream('Headset'));
    expect(await opened).toEqual({ ok: true, label: 'Headset' });
    expect(first.open).toBe(false);
  });

  it('stays open when another one cannot be opened', async () => {
    const { audio, asked, first } = await withMicrophone();
    const opened = audio.openMicrophone(handlers, 'mic-2');
    asked.shift()?.(new DOMException('', 'OverconstrainedError'));
    expect(await opened).toEqual({ ok: false, problem: 'not-there' });
    expect(first.open).toBe(true);
  });

  it('is the one that was asked for last, whichever the system opens first', async () => {
    const { audio, asked, first } = await withMicrophone();
    const slow = audio.openMicrophone(handlers, 'mic-2');
    const quick = audio.openMicrophone(handlers, 'mic-3');
    const [second, third] = [new FakeStream('Headset'), new FakeStream('Camera')];
    asked[1]?.(third);
    expect(await quick).toEqual({ ok: true, label: 'Camera' });
    asked[0]?.(second);
    expect(await slow).toEqual({ ok: false, problem: null });
    expect([first.open, second.open, third.open]).toEqual([false, false, true]);
  });

  it('does not open any more once it was closed', async () => {
    const { audio, asked, first } = await withMicrophone();
    const opened = audio.openMicrophone(handlers, 'mic-2');
    audio.closeMicrophone();
    const late = new FakeStream('Headset');
    asked.shift()?.(late);
    expect(await opened).toEqual({ ok: false, problem: null });
    expect([first.open, late.open]).toEqual([false, false]);
  });
});

import { CALL_SAMPLE_RATE_HZ } from '#model/audio';
import workletUrl from './headset.worklet?worker&url';
import { sendTo } from './speaker';

/** Why there is no microphone. */
export type MicrophoneProblem = 'none-found' | 'not-there' | 'denied' | 'in-use' | 'failed';

/**
 * What came of opening the microphone. Without a problem, it was closed meanwhile, or another one
 * was asked for.
 */
export type MicrophoneResult =
  | { readonly ok: true; readonly label: string }
  | { readonly ok: false; readonly problem: MicrophoneProblem | null };

export type MicrophoneHandlers = {
  /** 20 ms: 320 samples of 16-bit PCM, 16 kHz. */
  readonly onFrame: (frame: ArrayBuffer) => void;
  /** The device is gone. Not called once the microphone was closed. */
  readonly onLost: () => void;
  /** The system has muted the device, or lets it be heard again. */
  readonly onMuted: (muted: boolean) => void;
};

/** Problems by the name of the browser's exception (Media Capture and Streams, "getUserMedia"). */
const PROBLEMS: Readonly<Record<string, MicrophoneProblem>> = {
  NotFoundError: 'none-found',
  NotAllowedError: 'denied',
  NotReadableError: 'in-use',
  OverconstrainedError: 'not-there',
};

/**
 * The supervisor's earpiece and microphone. Everything is at 16 kHz; the browser converts to and
 * from what the devices have.
 */
export class HeadsetAudio {
  readonly #context = new AudioContext({
    sampleRate: CALL_SAMPLE_RATE_HZ,
    latencyHint: 'interactive',
  });
  readonly #volume = this.#context.createGain();
  #speaker: AudioWorkletNode | null = null;
  #stream: MediaStream | null = null;
  #source: MediaStreamAudioSourceNode | null = null;
  /** Grows with all that was asked of the microphone, so that only the newest comes to be. */
  #asked = 0;

  /** Opens the earpiece. Rejects where the browser has no sound at all. */
  static async open(): Promise<HeadsetAudio> {
    const audio = new HeadsetAudio();
    try {
      await audio.#start();
      return audio;
    } catch (error) {
      await audio.close();
      throw error;
    }
  }

  async #start(): Promise<void> {
    await this.#context.audioWorklet.addModule(workletUrl);
    this.#speaker = new AudioWorkletNode(this.#context, 'headset-speaker', {
      numberOfInputs: 0,
      outputChannelCount: [1],
    });
    this.#speaker.connect(this.#volume).connect(this.#context.destination);
    await this.#context.resume();
  }

  /** Plays a frame of 20 ms. The audio thread becomes the owner of its buffer. */
  play(frame: ArrayBuffer): void {
    this.#speaker?.port.postMessage(frame, [frame]);
  }

  /** @param volume 0 to 1. */
  setVolume(volume: number): void {
    this.#volume.gain.value = volume;
  }

  /**
   * Sends the sound to a device; an empty id stands for the one the system chooses.
   * @returns whether it goes there.
   */
  setSpeaker(deviceId: string): Promise<boolean> {
    return sendTo(this.#context, deviceId);
  }

  /**
   * Opens the microphone. The system may ask the supervisor for permission. A microphone that is
   * open goes on until the new one takes its place, and after that if there is none.
   * @param deviceId Which one; an empty id stands for the one the system chooses.
   */
  async openMicrophone(handlers: MicrophoneHandlers, deviceId: string): Promise<MicrophoneResult> {
    this.#asked += 1;
    const asked = this.#asked;
    const opened = await openDevice(deviceId);
    if (asked !== this.#asked) {
      release(opened.ok ? opened.stream : null);
      return { ok: false, problem: null };
    }
    if (!opened.ok) {
      return opened;
    }
    this.closeMicrophone();
    const { stream } = opened;
    const isOpen = (): boolean => this.#stream === stream;
    const [track] = stream.getAudioTracks();
    track?.addEventListener('ended', () => {
      if (isOpen()) {
        this.closeMicrophone();
        handlers.onLost();
      }
    });
    for (const event of ['mute', 'unmute'] as const) {
      track?.addEventListener(event, () => {
        if (isOpen()) {
          handlers.onMuted(event === 'mute');
        }
      });
    }
    const node = new AudioWorkletNode(this.#context, 'headset-microphone', { numberOfOutputs: 0 });
    node.port.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      if (isOpen()) {
        handlers.onFrame(data);
      }
    };
    this.#stream = stream;
    this.#source = this.#context.createMediaStreamSource(stream);
    this.#source.connect(node);
    return { ok: true, label: track?.label ?? '' };
  }

  /** Releases the microphone, so that the system no longer shows it as in use. Idempotent. */
  closeMicrophone(): void {
    this.#asked += 1;
    const stream = this.#stream;
    this.#stream = null;
    this.#source?.disconnect();
    this.#source = null;
    release(stream);
  }

  /** Idempotent. */
  async close(): Promise<void> {
    this.closeMicrophone();
    this.#speaker = null;
    if (this.#context.state !== 'closed') {
      await this.#context.close();
    }
  }
}

function release(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) {
    track.stop();
  }
}

type OpenedDevice =
  | { readonly ok: true; readonly stream: MediaStream }
  | { readonly ok: false; readonly problem: MicrophoneProblem };

async function openDevice(deviceId: string): Promise<OpenedDevice> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: {
        ...(deviceId === '' ? {} : { deviceId: { exact: deviceId } }),
        channelCount: 1,
        echoCancellation: true,
        noiseSuppression: true,
        autoGainControl: true,
      },
    });
    return { ok: true, stream };
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    return { ok: false, problem: PROBLEMS[name] ?? 'failed' };
  }
}

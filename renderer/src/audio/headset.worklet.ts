/**
 * Runs in the browser's audio thread (Web Audio API, "AudioWorklet"): the two ends of the
 * supervisor's headset.
 */
import { FrameCutter } from './frameCutter';
import { JitterBuffer } from './jitterBuffer';

/** What the audio thread offers; the DOM's types do not have it. */
declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(
  name: string,
  processor: new () => AudioWorkletProcessor & {
    process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean;
  },
): void;

/** Posts what the microphone picks up, in frames. */
class Microphone extends AudioWorkletProcessor {
  readonly #cutter = new FrameCutter((frame) => {
    this.port.postMessage(frame, [frame]);
  });

  process(inputs: Float32Array[][]): boolean {
    const block = inputs[0]?.[0];
    if (block !== undefined) {
      this.#cutter.push(block);
    }
    return true;
  }
}

/** Plays the frames it is posted. */
class Speaker extends AudioWorkletProcessor {
  readonly #buffer = new JitterBuffer();

  constructor() {
    super();
    this.port.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      this.#buffer.push(new Int16Array(data));
    };
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const block = outputs[0]?.[0];
    if (block !== undefined) {
      this.#buffer.pull(block);
    }
    return true;
  }
}

registerProcessor('headset-microphone', Microphone);
registerProcessor('headset-speaker', Speaker);

/**
 * The Silero voice activity model (v6.2; github.com/snakers4/silero-vad, MIT) in onnxruntime: many
 * calls in one run.
 */
import type { InferenceSession, Tensor, TensorConstructor } from 'onnxruntime-node';
import { CALL_SAMPLE_RATE_HZ } from '#model/audio';
import { type HopRing, INPUT_SAMPLES } from './hopRing';

/** Numbers in each of the two halves of the model's memory of one call. */
const STATE_SIZE = 128;

/** One call: its hops, and the model's memory of it. */
export type SileroStream = {
  readonly hops: HopRing;
  readonly state: Float32Array;
};

/** A hop in a run of the model. */
type Taken = { readonly stream: SileroStream; readonly hop: number };

/** The stream of a new call. */
export function openStream(hops: HopRing): SileroStream {
  return { hops, state: new Float32Array(2 * STATE_SIZE) };
}

export class SileroModel {
  readonly #session: InferenceSession;
  readonly #Tensor: TensorConstructor;
  readonly #rate: Tensor;
  #inputs = new Float32Array(0);
  #states = new Float32Array(0);

  private constructor(session: InferenceSession, tensors: TensorConstructor) {
    this.#session = session;
    this.#Tensor = tensors;
    this.#rate = new tensors('int64', BigInt64Array.of(BigInt(CALL_SAMPLE_RATE_HZ)), []);
  }

  /** Loads onnxruntime and the model. Throws when this machine cannot load them. */
  static async load(model: Uint8Array): Promise<SileroModel> {
    // Imported only here: the import throws on a machine without its library.
    const runtime = await import('onnxruntime-node');
    const session = await runtime.InferenceSession.create(model, {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      executionMode: 'sequential',
    });
    return new SileroModel(session, runtime.Tensor);
  }

  /** Answers the oldest waiting hop of each stream that has one; returns how many there were. */
  async answer(streams: readonly SileroStream[]): Promise<number> {
    const taken = this.#take(streams);
    const count = taken.length;
    if (count === 0) {
      return 0;
    }
    this.#gatherStates(taken);
    const { output, stateN } = await this.#session.run({
      input: new this.#Tensor('float32', this.#inputs.subarray(0, count * INPUT_SAMPLES), [
        count,
        INPUT_SAMPLES,
      ]),
      state: new this.#Tensor('float32', this.#states.subarray(0, 2 * count * STATE_SIZE), [
        2,
        count,
        STATE_SIZE,
      ]),
      sr: this.#rate,
    });
    scatter(taken, floatsOf(output), floatsOf(stateN));
    return count;
  }

  /** Packs the inputs as [count, 576], as the model takes them. */
  #take(streams: readonly SileroStream[]): Taken[] {
    if (this.#inputs.length < streams.length * INPUT_SAMPLES) {
      this.#inputs = new Float32Array(2 * streams.length * INPUT_SAMPLES);
      this.#states = new Float32Array(2 * streams.length * 2 * STATE_SIZE);
    }
    const taken: Taken[] = [];
    for (const stream of streams) {
      const hop = stream.hops.take(this.#inputs, taken.length * INPUT_SAMPLES);
      if (hop !== null) {
        taken.push({ stream, hop });
      }
    }
    return taken;
  }

  /** Packs the states as [2, count, 128]. */
  #gatherStates(taken: readonly Taken[]): void {
    taken.forEach(({ stream: { state } }, index) => {
      this.#states.set(state.subarray(0, STATE_SIZE), index * STATE_SIZE);
      this.#states.set(state.subarray(STATE_SIZE), (taken.length + index) * STATE_SIZE);
    });
  }
}

function scatter(taken: readonly Taken[], probabilities: Float32Array, states: Float32Array): void {
  taken.forEach(({ stream: { hops, state }, hop }, index) => {
    state.set(states.subarray(index * STATE_SIZE, (index + 1) * STATE_SIZE));
    const second = taken.length + index;
    state.set(states.subarray(second * STATE_SIZE, (second + 1) * STATE_SIZE), STATE_SIZE);
    hops.answer(hop, probabilities[index] ?? 0);
  });
}

function floatsOf(tensor: Tensor | undefined): Float32Array {
  if (tensor?.data instanceof Float32Array) {
    return tensor.data;
  }
  throw new Error('The model does not give what Silero VAD v6 gives.');
}

/**
 * Converts audio between its format on the wire and slin16, in which the rest of Cordboard works.
 */
import { CALL_SAMPLE_RATE_HZ, FRAME_BYTES, FRAME_SAMPLES } from '#model/audio';
import { A_LAW, type Companding, MU_LAW } from './g711';
import { copySamples } from './pcm';
import { PolyphaseResampler } from './polyphaseResampler';

/**
 * Audio formats by Asterisk's names: `slin16` is 16-bit linear at 16 kHz, `slin` the same at 8 kHz;
 * `ulaw` and `alaw` are G.711 at 8 kHz.
 */
export type WireFormat = 'slin16' | 'slin' | 'ulaw' | 'alaw';

/**
 * Order of the bytes of a linear sample: RTP sends the most significant one first (RFC 3551,
 * 4.5.11), AudioSocket the least.
 */
type ByteOrder = 'little-endian' | 'big-endian';

/**
 * Decodes packets of any length and encodes single frames. Each direction is a stream of its own.
 */
export interface FrameCodec {
  readonly format: WireFormat;
  /** Bytes of 20 ms on the wire. */
  readonly frameBytes: number;
  /**
   * A packet from the wire as slin16, valid until the next call. Half a sample at its end is
   * dropped.
   */
  decode(wire: Buffer): Buffer;
  /** Writes a slin16 frame to `target` in the format of the wire, beginning at `offset`. */
  encode(frame: Buffer, target: Buffer, offset: number): void;
}

/** Makes the codec of one transport. */
export function createFrameCodec(format: WireFormat, order: ByteOrder): FrameCodec {
  switch (format) {
    case 'slin16':
      return order === 'little-endian' ? new PlainCodec() : new SwappingCodec();
    case 'slin':
      return new NarrowbandCodec(format, new LinearSamples(order));
    case 'ulaw':
      return new NarrowbandCodec(format, new CompandedSamples(MU_LAW));
    case 'alaw':
      return new NarrowbandCodec(format, new CompandedSamples(A_LAW));
  }
}

class PlainCodec implements FrameCodec {
  readonly format = 'slin16';
  readonly frameBytes = FRAME_BYTES;

  decode(wire: Buffer): Buffer {
    return wire;
  }

  encode(frame: Buffer, target: Buffer, offset: number): void {
    frame.copy(target, offset);
  }
}

/** slin16 with the bytes of each sample swapped. */
class SwappingCodec implements FrameCodec {
  readonly format = 'slin16';
  readonly frameBytes = FRAME_BYTES;
  /** As long as the newest packet; allocated again only when the length changes. */
  #decoded = Buffer.alloc(FRAME_BYTES);

  decode(wire: Buffer): Buffer {
    const bytes = wire.length - (wire.length % 2);
    if (bytes !== this.#decoded.length) {
      this.#decoded = Buffer.alloc(bytes);
    }
    wire.copy(this.#decoded);
    return this.#decoded.swap16();
  }

  encode(frame: Buffer, target: Buffer, offset: number): void {
    frame.copy(target, offset);
    target.subarray(offset, offset + FRAME_BYTES).swap16();
  }
}

const NARROW_RATE_HZ = 8_000;
const NARROW_SAMPLES = FRAME_SAMPLES / 2;

/** 8 kHz samples in their format on the wire. */
interface NarrowSamples {
  readonly bytesPerSample: number;
  read(wire: Buffer, into: Int16Array): void;
  write(samples: Int16Array, target: Buffer, offset: number): void;
}

class LinearSamples implements NarrowSamples {
  readonly bytesPerSample = 2;
  readonly #order: ByteOrder;

  constructor(order: ByteOrder) {
    this.#order = order;
  }

  read(wire: Buffer, into: Int16Array): void {
    if (this.#order === 'little-endian') {
      copySamples(wire, into);
      return;
    }
    for (let i = 0; i < into.length; i += 1) {
      into[i] = wire.readInt16BE(2 * i);
    }
  }

  write(samples: Int16Array, target: Buffer, offset: number): void {
    for (let i = 0; i < samples.length; i += 1) {
      const sample = samples[i] ?? 0;
      if (this.#order === 'little-endian') {
        target.writeInt16LE(sample, offset + 2 * i);
      } else {
        target.writeInt16BE(sample, offset + 2 * i);
      }
    }
  }
}

class CompandedSamples implements NarrowSamples {
  readonly bytesPerSample = 1;
  readonly #law: Companding;

  constructor(law: Companding) {
    this.#law = law;
  }

  read(wire: Buffer, into: Int16Array): void {
    for (let i = 0; i < into.length; i += 1) {
      into[i] = this.#law.decode[wire[i] ?? 0] ?? 0;
    }
  }

  write(samples: Int16Array, target: Buffer, offset: number): void {
    for (let i = 0; i < samples.length; i += 1) {
      target[offset + i] = this.#law.encode[(samples[i] ?? 0) + 32_768] ?? 0;
    }
  }
}

/** An 8 kHz format: resampled in both directions. */
class NarrowbandCodec implements FrameCodec {
  readonly format: WireFormat;
  readonly frameBytes: number;
  readonly #samples: NarrowSamples;
  readonly #up = new PolyphaseResampler(NARROW_RATE_HZ, CALL_SAMPLE_RATE_HZ);
  readonly #down = new PolyphaseResampler(CALL_SAMPLE_RATE_HZ, NARROW_RATE_HZ);
  readonly #narrowOut = new Int16Array(this.#down.maxOutputSamples(FRAME_SAMPLES));
  readonly #wideIn = new Int16Array(FRAME_SAMPLES);
  /** As long as the newest packet; allocated again only when the length changes. */
  #narrowIn = new Int16Array(0);
  #wideOut = new Int16Array(this.#up.maxOutputSamples(0));
  #decoded = Buffer.alloc(0);

  constructor(format: WireFormat, samples: NarrowSamples) {
    this.format = format;
    this.#samples = samples;
    this.frameBytes = NARROW_SAMPLES * samples.bytesPerSample;
  }

  decode(wire: Buffer): Buffer {
    const samples = Math.floor(wire.length / this.#samples.bytesPerSample);
    if (samples !== this.#narrowIn.length) {
      this.#narrowIn = new Int16Array(samples);
      this.#wideOut = new Int16Array(this.#up.maxOutputSamples(samples));
      // Two samples of two bytes for each sample.
      this.#decoded = Buffer.from(this.#wideOut.buffer, 0, 4 * samples);
    }
    this.#samples.read(wire, this.#narrowIn);
    this.#up.process(this.#narrowIn, this.#wideOut);
    return this.#decoded;
  }

  encode(frame: Buffer, target: Buffer, offset: number): void {
    copySamples(frame, this.#wideIn);
    const count = this.#down.process(this.#wideIn, this.#narrowOut);
    this.#samples.write(this.#narrowOut.subarray(0, count), target, offset);
  }
}

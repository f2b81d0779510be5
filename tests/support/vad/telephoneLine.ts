/** A telephone line: 300 to 3400 Hz and G.711. */
import { PolyphaseResampler } from '#main/media/audio/polyphaseResampler';
import { decodeUlaw, encodeUlaw } from '../audio/g711';
import { rmsOfFloats, SPEECH_RMS } from './corpus';
import { LINE_RATE_HZ, telephoneBand } from './telephoneBand';

const FRAME_SAMPLES = LINE_RATE_HZ / 50;

/** Speech, already within the band, and what disturbs it. */
export type LineSound = {
  readonly speech: Float32Array;
  /** Level of the speech against -26 dB below full scale, dB. */
  readonly speechDb?: number;
  readonly noise?: Float32Array | null;
  /** Level of the noise below that of the speech, dB. */
  readonly snrDb?: number;
};

/** What such a line carries, mu-law. The ratio of speech and noise is that within the band. */
export function overTelephone({
  speech,
  speechDb = 0,
  noise = null,
  snrDb = 0,
}: LineSound): Uint8Array {
  const gain = 10 ** (speechDb / 20);
  const hum = noise === null ? null : telephoneBand(noise);
  const humGain = hum === null ? 0 : (SPEECH_RMS * gain * 10 ** (-snrDb / 20)) / rmsOfFloats(hum);
  return encodeUlaw(
    Int16Array.from(speech, (sample, index) =>
      clipped(sample * gain + (hum?.[index] ?? 0) * humGain),
    ),
  );
}

/** Plays a line as the 20 ms frames that Asterisk makes of it (slin16). */
export class LinePlayer {
  readonly frames: number;
  readonly #line: Uint8Array;
  readonly #resampler = new PolyphaseResampler(LINE_RATE_HZ, 2 * LINE_RATE_HZ);
  readonly #output = new Int16Array(this.#resampler.maxOutputSamples(FRAME_SAMPLES));

  constructor(line: Uint8Array) {
    this.#line = line;
    this.frames = Math.floor(line.length / FRAME_SAMPLES);
  }

  /** The next frame, valid until the one after it; to be asked in order. Empty beyond the end. */
  frame(index: number): Buffer {
    const bytes = this.#line.subarray(index * FRAME_SAMPLES, (index + 1) * FRAME_SAMPLES);
    const count = this.#resampler.process(decodeUlaw(bytes), this.#output);
    return Buffer.from(this.#output.buffer, 0, count * 2);
  }
}

function clipped(value: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(value)));
}

import type { VoiceSample } from '#model/voiceSample';
import { sendTo, type Speaker } from './speaker';

/** Plays samples of voices, one at a time. */
export class SamplePlayer {
  #context: AudioContext | null = null;
  /** What plays, or is about to. */
  #source: AudioBufferSourceNode | null = null;
  #begun = false;

  /**
   * Plays it from its beginning; another one that plays is cut.
   * @param onEnded Called when it has been heard to its end; not when it is cut.
   * @returns whether the speaker can be used.
   */
  async play(sample: VoiceSample, speaker: Speaker, onEnded: () => void): Promise<boolean> {
    this.stop();
    this.#context ??= new AudioContext();
    const context = this.#context;
    const source = sourceOf(context, sample, speaker.volume);
    source.onended = () => {
      if (this.#source === source) {
        this.#source = null;
        onEnded();
      }
    };
    this.#source = source;
    this.#begun = false;
    const isHeard = await sendTo(context, speaker.speaker);
    // Another one may have been chosen meanwhile, or none.
    if (this.#source === source && isHeard) {
      this.#begun = true;
      source.start();
    }
    return isHeard;
  }

  /** Cuts what plays. Idempotent. */
  stop(): void {
    const source = this.#source;
    this.#source = null;
    if (this.#begun) {
      source?.stop();
    }
  }

  /** Gives the speaker back. Another `play` opens it again. Idempotent. */
  close(): void {
    this.stop();
    void this.#context?.close();
    this.#context = null;
  }
}

function sourceOf(
  context: AudioContext,
  { pcm, sampleRateHz }: VoiceSample,
  volume: number,
): AudioBufferSourceNode {
  const buffer = context.createBuffer(1, pcm.length, sampleRateHz);
  buffer.copyToChannel(
    Float32Array.from(pcm, (sample) => sample / 32_768),
    0,
  );
  const loudness = context.createGain();
  loudness.gain.value = volume;
  const source = context.createBufferSource();
  source.buffer = buffer;
  source.connect(loudness).connect(context.destination);
  return source;
}

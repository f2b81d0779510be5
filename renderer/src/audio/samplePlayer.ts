import type { VoiceSample } from '#model/voiceSample';

/** Plays samples of voices, one at a time. */
export class SamplePlayer {
  #context: AudioContext | null = null;
  #source: AudioBufferSourceNode | null = null;

  /**
   * Plays it from its beginning; another one that plays is cut.
   * @param onEnded Called when it has been heard to its end; not when it is cut.
   */
  play({ pcm, sampleRateHz }: VoiceSample, onEnded: () => void): void {
    this.stop();
    this.#context ??= new AudioContext();
    const buffer = this.#context.createBuffer(1, pcm.length, sampleRateHz);
    buffer.copyToChannel(
      Float32Array.from(pcm, (sample) => sample / 32_768),
      0,
    );
    const source = this.#context.createBufferSource();
    source.buffer = buffer;
    source.connect(this.#context.destination);
    source.onended = () => {
      if (this.#source === source) {
        this.#source = null;
        onEnded();
      }
    };
    this.#source = source;
    source.start();
  }

  /** Cuts what plays. Idempotent. */
  stop(): void {
    const source = this.#source;
    this.#source = null;
    source?.stop();
  }

  /** Gives the speaker back. Another `play` opens it again. Idempotent. */
  close(): void {
    this.stop();
    void this.#context?.close();
    this.#context = null;
  }
}

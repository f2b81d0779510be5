/** Short sounds by severity, made here: they differ in pitch, number and timbre. */
import type { AlertSeverity } from '#model/alert';

/** One tone of a cue. */
type Tone = { readonly hz: number; readonly atMs: number; readonly ms: number };

type Cue = { readonly timbre: OscillatorType; readonly tones: readonly Tone[] };

/** Null: it is only seen. */
const CUES: Readonly<Record<AlertSeverity, Cue | null>> = {
  info: null,
  warn: { timbre: 'sine', tones: [{ hz: 660, atMs: 0, ms: 180 }] },
  danger: {
    timbre: 'triangle',
    tones: [
      { hz: 880, atMs: 0, ms: 130 },
      { hz: 660, atMs: 170, ms: 130 },
      { hz: 880, atMs: 340, ms: 130 },
    ],
  },
};

/** Fade-in and fade-out, ms: without them a tone would click. */
const RAMP_MS = 15;

/** Gain at full volume. A caller may be in the supervisor's ear: a cue stays below their voice. */
const FULL_GAIN = 0.24;

/**
 * Plays cues. One output serves all, made by the first: to make one holds the page up for as long
 * as the system takes to find its sound devices. Between cues it is suspended and holds none.
 */
class CuePlayer {
  #output: AudioContext | null = null;
  #playing = 0;

  /** Plays the cue of a severity once. @param volume 0 to 1; at 0 nothing is played. */
  play(severity: AlertSeverity, volume: number): void {
    const cue = CUES[severity];
    if (cue === null || volume === 0) {
      return;
    }
    const output = (this.#output ??= new AudioContext());
    const peak = FULL_GAIN * volume;
    this.#playing += 1;
    void output.resume();
    const last = cue.tones.map((tone) => toneIn(output, cue.timbre, tone, peak)).at(-1);
    last?.addEventListener('ended', () => {
      this.#playing -= 1;
      if (this.#playing === 0) {
        void output.suspend();
      }
    });
  }
}

export const cuePlayer = new CuePlayer();

function toneIn(
  output: AudioContext,
  timbre: OscillatorType,
  tone: Tone,
  peak: number,
): OscillatorNode {
  const oscillator = new OscillatorNode(output, { type: timbre, frequency: tone.hz });
  const gain = new GainNode(output, { gain: 0 });
  const from = output.currentTime + tone.atMs / 1_000;
  const to = from + tone.ms / 1_000;
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(peak, from + RAMP_MS / 1_000);
  gain.gain.setValueAtTime(peak, to - RAMP_MS / 1_000);
  gain.gain.linearRampToValueAtTime(0, to);
  oscillator.connect(gain).connect(output.destination);
  oscillator.start(from);
  oscillator.stop(to);
  return oscillator;
}

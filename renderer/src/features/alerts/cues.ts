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

/** Plays the cue of a severity once. @param volume 0 to 1; at 0 nothing is played. */
export function playCue(severity: AlertSeverity, volume: number): void {
  const cue = CUES[severity];
  if (cue === null || volume === 0) {
    return;
  }
  const context = new AudioContext();
  const peak = FULL_GAIN * volume;
  const last = cue.tones.map((tone) => toneIn(context, cue.timbre, tone, peak)).at(-1);
  last?.addEventListener('ended', () => void context.close());
}

function toneIn(
  context: AudioContext,
  timbre: OscillatorType,
  tone: Tone,
  peak: number,
): OscillatorNode {
  const oscillator = new OscillatorNode(context, { type: timbre, frequency: tone.hz });
  const gain = new GainNode(context, { gain: 0 });
  const from = context.currentTime + tone.atMs / 1_000;
  const to = from + tone.ms / 1_000;
  gain.gain.setValueAtTime(0, from);
  gain.gain.linearRampToValueAtTime(peak, from + RAMP_MS / 1_000);
  gain.gain.setValueAtTime(peak, to - RAMP_MS / 1_000);
  gain.gain.linearRampToValueAtTime(0, to);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(from);
  oscillator.stop(to);
  return oscillator;
}

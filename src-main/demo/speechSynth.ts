/**
 * Speech-like sound from a plan: a pulse train through three formant resonators, made when it is
 * needed.
 */
import type { Random } from './random';
import { planSpeech, type Sound, type SpeechPlan, type TractShape } from './speechPlan';
import { FORMANTS_HZ, type Timbre } from './voiceModel';

/** Vocal tract, pitch and loudness change in steps of this length, ms. */
const BLOCK_MS = 5;

/** Bandwidths of the three formants, Hz. */
const BANDWIDTHS_HZ = [90, 110, 170] as const;

/** Share of a glottal cycle in which the vocal folds are open. */
const OPEN_QUOTIENT = 0.6;

/**
 * How far formants and loudness go towards their target in one block, 0..1: mouths move smoothly.
 */
const FORMANT_GLIDE = 0.3;
const LOUDNESS_GLIDE = 0.42;

/**
 * Loudness of the pulse train in voiced sounds that are mostly something else, relative to a vowel.
 */
const VOICE_SHARE = { vowel: 1, sonorant: 1, fricative: 0.25, stop: 0.6, pause: 0 } as const;

/** The formant synthesizer of one speaker at one sample rate. */
export class SpeechSynth {
  readonly #timbre: Timbre;
  readonly #sampleRateHz: number;
  readonly #random: Random;
  readonly #gains = new Map<TractShape, number>();

  /**
   * @param sampleRateHz Rate of the samples that are made: 16 000 for callers, 24 000 for the
   *   agent.
   */
  constructor(timbre: Timbre, sampleRateHz: number, random: Random) {
    this.#timbre = timbre;
    this.#sampleRateHz = sampleRateHz;
    this.#random = random;
  }

  say(text: string): Utterance {
    const { rate, melody } = this.#timbre;
    const plan = planSpeech(text, rate, melody, this.#random);
    const seed = Math.floor(this.#random() * 0x7fff_ffff);
    const tract = new VocalTract(this.#timbre, this.#sampleRateHz, seed);
    return new Utterance(plan, text, tract, (shape) => this.#gainOf(shape), this.#sampleRateHz);
  }

  /** Factor that brings a vowel of this shape to the timbre's loudness, measured once on 60 ms. */
  #gainOf(shape: TractShape): number {
    let gain = this.#gains.get(shape);
    if (gain === undefined) {
      const tract = new VocalTract(this.#timbre, this.#sampleRateHz, 1);
      tract.jumpTo(shape);
      const length = Math.round(this.#sampleRateHz * 0.06);
      let energy = 0;
      for (let i = 0; i < length; i += 1) {
        energy += tract.next(1, 0) ** 2;
      }
      gain = this.#timbre.vowelRms / Math.sqrt(energy / length);
      this.#gains.set(shape, gain);
    }
    return gain;
  }
}

export class Utterance {
  readonly text: string;
  readonly #plan: SpeechPlan;
  readonly #tract: VocalTract;
  readonly #gainOf: (shape: TractShape) => number;
  readonly #sampleRateHz: number;
  readonly #blockSamples: number;
  #soundIndex = 0;
  #soundEndMs: number;
  #made = 0;
  #blockLeft = 0;
  #voice = 0;
  #noise = 0;
  #voiceStep = 0;
  #noiseStep = 0;

  /** For SpeechSynth.say only. */
  constructor(
    plan: SpeechPlan,
    text: string,
    tract: VocalTract,
    gainOf: (shape: TractShape) => number,
    sampleRateHz: number,
  ) {
    this.text = text;
    this.#plan = plan;
    this.#tract = tract;
    this.#gainOf = gainOf;
    this.#sampleRateHz = sampleRateHz;
    this.#blockSamples = Math.round((sampleRateHz * BLOCK_MS) / 1000);
    this.#soundEndMs = plan.sounds[0]?.ms ?? 0;
  }

  /** Length of the whole, ms. */
  get durationMs(): number {
    return this.#plan.durationMs;
  }

  /** How much has been made so far, ms. */
  get positionMs(): number {
    return (this.#made * 1000) / this.#sampleRateHz;
  }

  /** Whether all of it has been made. */
  get done(): boolean {
    return this.positionMs >= this.#plan.durationMs;
  }

  /** Characters of the text that have begun to sound. */
  get spokenChars(): number {
    const atMs = this.positionMs;
    let chars = 0;
    for (const word of this.#plan.words) {
      if (word.startMs >= atMs) {
        break;
      }
      chars = word.textEnd;
    }
    return chars;
  }

  /** Adds the next samples to those in `out`; after the end, nothing. */
  addTo(out: Int16Array): void {
    const end = Math.ceil((this.#plan.durationMs * this.#sampleRateHz) / 1000);
    const count = Math.min(out.length, end - this.#made);
    for (let i = 0; i < count; i += 1) {
      if (this.#blockLeft === 0) {
        this.#beginBlock();
      }
      this.#blockLeft -= 1;
      this.#voice += this.#voiceStep;
      this.#noise += this.#noiseStep;
      const sample = (out[i] ?? 0) + this.#tract.next(this.#voice, this.#noise);
      out[i] = sample > 32_767 ? 32_767 : sample < -32_768 ? -32_768 : sample;
      this.#made += 1;
    }
  }

  #beginBlock(): void {
    this.#blockLeft = this.#blockSamples;
    const sound = this.#currentSound();
    this.#tract.moveTowards(sound.shape, sound.pitch);
    const voice = sound.loudness * VOICE_SHARE[sound.kind] * this.#gainOf(sound.shape);
    const noisy = sound.kind === 'fricative' || (sound.kind === 'stop' && this.#soundIsEnding());
    const noise = noisy ? sound.loudness * this.#tract.noiseRms : 0;
    this.#voiceStep = ((voice - this.#voice) * LOUDNESS_GLIDE) / this.#blockSamples;
    this.#noiseStep = ((noise - this.#noise) * LOUDNESS_GLIDE) / this.#blockSamples;
  }

  #currentSound(): Sound {
    const { sounds } = this.#plan;
    while (this.positionMs >= this.#soundEndMs && this.#soundIndex < sounds.length - 1) {
      this.#soundIndex += 1;
      this.#soundEndMs += sounds[this.#soundIndex]?.ms ?? 0;
    }
    return sounds[this.#soundIndex] ?? SILENT_SOUND;
  }

  /** A stop is released in its last blocks. */
  #soundIsEnding(): boolean {
    return this.#soundEndMs - this.positionMs <= 3 * BLOCK_MS;
  }
}

const SILENT_SOUND: Sound = { kind: 'pause', shape: 'neutral', ms: 0, pitch: 1, loudness: 0 };

/**
 * Source and filter: glottal pulses (the polynomial of Klatt's KLGLOTT88) and noise, through three
 * resonators in series.
 */
class VocalTract {
  /** RMS of noise of full loudness. */
  readonly noiseRms: number;
  readonly #timbre: Timbre;
  readonly #sampleRateHz: number;
  readonly #formantsHz = new Float64Array(FORMANTS_HZ.neutral);
  /** Coefficients a, b, c and the last two outputs of each resonator. */
  readonly #a = new Float64Array(3);
  readonly #b = new Float64Array(3);
  readonly #c = new Float64Array(3);
  readonly #y1 = new Float64Array(3);
  readonly #y2 = new Float64Array(3);
  #pitch = 1;
  #phase = 0;
  #phaseStep = 0;
  #noiseState: number;
  #lastNoise = 0;

  constructor(timbre: Timbre, sampleRateHz: number, seed: number) {
    this.#timbre = timbre;
    this.#sampleRateHz = sampleRateHz;
    this.#noiseState = seed | 1;
    this.noiseRms = timbre.vowelRms;
    this.jumpTo('neutral');
  }

  /** Takes a shape at once. */
  jumpTo(shape: TractShape): void {
    const target = FORMANTS_HZ[shape];
    for (let i = 0; i < 3; i += 1) {
      this.#formantsHz[i] = (target[i] ?? 0) * this.#timbre.formantScale;
    }
    this.#tune();
  }

  /** Glides one block's worth towards a shape and a pitch. */
  moveTowards(shape: TractShape, pitch: number): void {
    const target = FORMANTS_HZ[shape];
    for (let i = 0; i < 3; i += 1) {
      const now = this.#formantsHz[i] ?? 0;
      const wanted = (target[i] ?? 0) * this.#timbre.formantScale;
      this.#formantsHz[i] = now + (wanted - now) * FORMANT_GLIDE;
    }
    this.#pitch += (pitch - this.#pitch) * FORMANT_GLIDE;
    this.#tune();
  }

  /** The next sample. `voice`: gain of the voiced sound; `noise`: RMS of the hiss. */
  next(voice: number, noise: number): number {
    const phase = this.#phase + this.#phaseStep;
    this.#phase = phase >= 1 ? phase - 1 : phase;
    const open = this.#phase / OPEN_QUOTIENT;
    const pulse = open < 1 ? 2 * open - 3 * open * open : 0;
    const hiss = this.#nextNoise();
    let sample = (pulse + hiss * this.#timbre.breath) * voice;
    for (let i = 0; i < 3; i += 1) {
      const y1 = this.#y1[i] ?? 0;
      const y =
        (this.#a[i] ?? 0) * sample +
        (this.#b[i] ?? 0) * y1 +
        (this.#c[i] ?? 0) * (this.#y2[i] ?? 0);
      this.#y2[i] = y1;
      this.#y1[i] = y;
      sample = y;
    }
    // A difference of neighbours makes the hiss bright, as an "s" is.
    const bright = hiss - this.#lastNoise;
    this.#lastNoise = hiss;
    return sample + bright * noise;
  }

  /** White noise, about -1..1 (a linear congruential generator: sound needs no better). */
  #nextNoise(): number {
    this.#noiseState = (Math.imul(this.#noiseState, 1_664_525) + 1_013_904_223) | 0;
    return this.#noiseState / 2_147_483_648;
  }

  #tune(): void {
    this.#phaseStep = (this.#timbre.pitchHz * this.#pitch) / this.#sampleRateHz;
    for (let i = 0; i < 3; i += 1) {
      const radius = Math.exp((-Math.PI * (BANDWIDTHS_HZ[i] ?? 0)) / this.#sampleRateHz);
      const angle = (2 * Math.PI * (this.#formantsHz[i] ?? 0)) / this.#sampleRateHz;
      const c = -radius * radius;
      const b = 2 * radius * Math.cos(angle);
      this.#b[i] = b;
      this.#c[i] = c;
      this.#a[i] = 1 - b - c;
    }
  }
}

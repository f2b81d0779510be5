import { VOICE_NAMES, type VoiceName } from '#model/voices';
import { between, type Random } from './random';
import type { TractShape } from './speechPlan';

/** What makes one speaker sound unlike another. */
export type Timbre = {
  /** Mean pitch of the voice, Hz. */
  readonly pitchHz: number;
  /** Length of the vocal tract, as a factor on all formants: a man about 1, a woman about 1.17. */
  readonly formantScale: number;
  /** Share of breath in the voiced sound, 0..1. */
  readonly breath: number;
  /** Speed relative to normal. */
  readonly rate: number;
  /** How lively the pitch moves, 0..1. */
  readonly melody: number;
  /** RMS of a stressed vowel, on 16-bit samples. */
  readonly vowelRms: number;
};

/**
 * The first three formants of each tract shape for formantScale 1, Hz (after Peterson and Barney,
 * 1952, men).
 */
export const FORMANTS_HZ: Readonly<Record<TractShape, readonly [number, number, number]>> = {
  a: [730, 1090, 2440],
  e: [530, 1840, 2480],
  i: [330, 2200, 2900],
  o: [550, 900, 2410],
  u: [340, 900, 2240],
  neutral: [500, 1450, 2450],
};

/**
 * Callers speak a little louder than the agent, so that a caller who interrupts is heard over it as
 * on a real line.
 */
const CALLER_VOWEL_RMS = 4_600;
const AGENT_VOWEL_RMS = 3_400;

/**
 * The timbre of an agent's voice. Neighbours in the list of voices lie far apart in pitch, so that
 * a change of voice is easy to hear. The demo does not try to sound like the real voices.
 */
export function agentTimbre(voice: VoiceName): Timbre {
  const count = VOICE_NAMES.length;
  // A stride that shares no factor with the number of voices visits every pitch once, in big steps.
  const place = ((VOICE_NAMES.indexOf(voice) * 11) % count) / (count - 1);
  const pitchHz = 84 * 3 ** place;
  return {
    pitchHz,
    formantScale: 0.94 + 0.28 * place,
    breath: 0.04 + 0.12 * ((VOICE_NAMES.indexOf(voice) % 4) / 3),
    rate: 1 + 0.1 * ((VOICE_NAMES.indexOf(voice) % 3) - 1),
    melody: 0.7 + 0.3 * ((VOICE_NAMES.indexOf(voice) % 5) / 4),
    vowelRms: AGENT_VOWEL_RMS,
  };
}

export function callerTimbre(tract: 'long' | 'short', random: Random): Timbre {
  const long = tract === 'long';
  return {
    pitchHz: long ? between(random, 95, 135) : between(random, 175, 235),
    formantScale: long ? between(random, 0.95, 1.04) : between(random, 1.12, 1.2),
    breath: between(random, 0.04, 0.12),
    rate: between(random, 0.92, 1.12),
    melody: between(random, 0.7, 1),
    vowelRms: CALLER_VOWEL_RMS,
  };
}

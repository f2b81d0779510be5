/** A text spoken by a voice, for who chooses between voices. */
import type { VoiceName } from './voices';

/** Voices that are heard beside each other. */
export const AUDITION_VOICES = 4;

/** What is spoken, by whom. */
export type SampleRequest = {
  readonly voice: VoiceName;
  /** Live model; empty: that of the settings. */
  readonly model: string;
  readonly text: string;
};

/** How a voice sounds at the other end of a telephone line: 16-bit PCM, mono. */
export type VoiceSample = {
  readonly pcm: Int16Array;
  readonly sampleRateHz: number;
};

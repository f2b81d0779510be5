import { create } from 'zustand';
import type { Phrase } from '#model/phrases/phrase';
import type { VoiceName } from '#model/voices';
import type { VoiceSample } from '#model/voiceSample';

/** Where the sample of a voice stands. */
export type SampleState =
  | { readonly name: 'making' }
  | { readonly name: 'ready'; readonly sample: VoiceSample }
  | { readonly name: 'failed'; readonly message: Phrase };

export type Candidate = { readonly voice: VoiceName; readonly state: SampleState };

/** Voices beside each other. */
export type Audition = {
  /** In the order in which they are shown. */
  readonly candidates: readonly Candidate[];
  /** The names are hidden. */
  readonly blind: boolean;
  /** Places of the one that would be chosen, and of the one that plays. */
  readonly selected: number;
  readonly playing: number | null;
  /** The last one could not be heard: the speaker is gone or cannot be used. */
  readonly unheard: boolean;
};

/** The voices that are compared; null: none are yet. */
export const useAuditionStore = create<{ readonly audition: Audition | null }>()(() => ({
  audition: null,
}));

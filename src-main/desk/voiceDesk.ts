import type { Result } from '#main/util/result';
import type { SampleRequest, VoiceSample } from '#model/voiceSample';
import type { Actor } from './actor';
import type { Deeds } from './deeds';
import type { VoiceSamples } from './voiceSamples';

/** The voices and how they sound, for one actor. */
export interface VoiceDesk {
  /**
   * A text in a voice, as a caller would hear it. It takes some seconds, unless it was spoken
   * before. Fails as the connection to Gemini does.
   */
  sample(request: SampleRequest): Promise<Result<VoiceSample>>;
  /** What having these spoken costs, US dollars, about; 0 for what was spoken before. */
  estimateUsd(requests: readonly SampleRequest[]): Promise<number>;
}

export type VoiceDeskParts = {
  readonly samples: Pick<VoiceSamples, 'sample' | 'estimateUsd'>;
  readonly deeds: Deeds;
};

export function createVoiceDesk({ samples, deeds }: VoiceDeskParts, actor: Actor): VoiceDesk {
  return {
    sample: (request) => {
      const params = { voice: request.voice, characters: request.text.length };
      return deeds.do(actor, { action: 'voice.sample', callId: null, params }, () =>
        samples.sample(request),
      );
    },
    estimateUsd: (requests) => Promise.resolve(samples.estimateUsd(requests)),
  };
}

import { sampleTokens, type VoiceSampler } from '#main/agent/voiceSampler';
import { TELEPHONE_RATE_HZ, throughTelephone } from '#main/media/audio/telephone';
import { ok, type Result } from '#main/util/result';
import type { TokenUsage } from '#model/metrics';
import type { SampleRequest, VoiceSample } from '#model/voiceSample';

/** Samples that are kept: about 10 MB. */
const MOST_KEPT = 48;

type VoiceSamplesParts = {
  readonly sampler: VoiceSampler;
  readonly estimateCost: (usage: TokenUsage, model: string) => number;
  /** GEMINI_LIVE_MODEL. */
  readonly defaultModel: () => string;
};

/**
 * Has texts spoken, one at a time: each needs a session, and calls come first. What was spoken is
 * kept in memory, because the same sentence in the same voice need not be paid twice. The language
 * is that of the text.
 */
export class VoiceSamples {
  readonly #parts: VoiceSamplesParts;
  /** By voice, model and text; what was asked for last comes last. */
  readonly #made = new Map<string, Promise<Result<VoiceSample>>>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: VoiceSamplesParts) {
    this.#parts = parts;
  }

  /** As the caller would hear it. Fails as `VoiceSampler.sample` does. */
  sample(request: SampleRequest): Promise<Result<VoiceSample>> {
    const wanted = this.#withModel(request);
    const key = keyOf(wanted);
    const sample = this.#made.get(key) ?? this.#makeNext(wanted, key);
    this.#made.delete(key);
    this.#made.set(key, sample);
    for (const oldest of [...this.#made.keys()].slice(0, -MOST_KEPT)) {
      this.#made.delete(oldest);
    }
    return sample;
  }

  /** What having these spoken costs, US dollars, about. Those that are kept cost nothing. */
  estimateUsd(requests: readonly SampleRequest[]): number {
    return requests
      .map((request) => this.#withModel(request))
      .filter((request) => !this.#made.has(keyOf(request)))
      .reduce(
        (sum, { text, model }) => sum + this.#parts.estimateCost(sampleTokens(text), model),
        0,
      );
  }

  #makeNext(request: SampleRequest, key: string): Promise<Result<VoiceSample>> {
    const made = this.#last.then(() => this.#make(request));
    const drop = (): void => {
      this.#made.delete(key);
    };
    this.#last = made.then((sample) => {
      if (!sample.ok) {
        drop();
      }
    }, drop);
    return made;
  }

  async #make(request: SampleRequest): Promise<Result<VoiceSample>> {
    const spoken = await this.#parts.sampler.sample(request);
    return spoken.ok
      ? ok({ pcm: throughTelephone(spoken.value), sampleRateHz: TELEPHONE_RATE_HZ })
      : spoken;
  }

  #withModel(request: SampleRequest): SampleRequest {
    return request.model === '' ? { ...request, model: this.#parts.defaultModel() } : request;
  }
}

function keyOf({ voice, model, text }: SampleRequest): string {
  return JSON.stringify([voice, model, text]);
}

import type { AudioArrival, SetupRecord } from './sessionRecords';
import { SpeechDetector } from './speechDetector';
import type { StandInKnobs } from './standInKnobs';

export type EarEvents = {
  onSpeechStart(): void;
  onSpeechEnd(): void;
  /** The client did something that the service does not accept. */
  onViolation(reason: string): void;
};

/**
 * How one session of the stand-in hears the caller: by energy, or between activityStart and
 * activityEnd, as the setup says.
 */
export class CallerEar {
  /** Caller audio as it was heard, 16 kHz. */
  readonly audio: AudioArrival[] = [];
  /** Samples outside of an activity: nobody heard them. */
  discardedSamples = 0;
  readonly #knobs: StandInKnobs;
  readonly #setup: () => SetupRecord | null;
  readonly #events: EarEvents;
  readonly #detector = new SpeechDetector();
  #activity: 'none' | 'open' = 'none';

  constructor(knobs: StandInKnobs, setup: () => SetupRecord | null, events: EarEvents) {
    this.#knobs = knobs;
    this.#setup = setup;
    this.#events = events;
  }

  /** All that was heard, joined. */
  get heard(): Int16Array {
    const joined = new Int16Array(this.audio.reduce((sum, part) => sum + part.samples.length, 0));
    let at = 0;
    for (const part of this.audio) {
      joined.set(part.samples, at);
      at += part.samples.length;
    }
    return joined;
  }

  /** Takes 16-bit little-endian PCM at 16 kHz. */
  hear(pcm: Buffer): void {
    if (pcm.length % 2 !== 0) {
      this.#events.onViolation('half a sample of audio');
      return;
    }
    const samples = new Int16Array(pcm.length / 2);
    for (let index = 0; index < samples.length; index += 1) {
      samples[index] = pcm.readInt16LE(index * 2);
    }
    if (this.#isManual && this.#activity === 'none') {
      this.discardedSamples += samples.length;
      return;
    }
    this.audio.push({ atMs: performance.now(), samples });
    if (!this.#isManual) {
      this.#detect(samples);
    }
  }

  /** `activityStart` or `activityEnd`. */
  mark(activity: 'start' | 'end'): void {
    if (!this.#isManual) {
      this.#events.onViolation(`activity ${activity} with automatic activity detection`);
    } else if ((activity === 'start') === (this.#activity === 'open')) {
      this.#events.onViolation(`activity ${activity} while it is ${this.#activity}`);
    } else if (activity === 'start') {
      this.#activity = 'open';
      this.#events.onSpeechStart();
    } else {
      this.#activity = 'none';
      this.#events.onSpeechEnd();
    }
  }

  /** `audioStreamEnd`. */
  endStream(): void {
    if (this.#isManual) {
      this.#events.onViolation('audioStreamEnd without automatic activity detection');
      return;
    }
    this.#detector.end(() => {
      this.#events.onSpeechEnd();
    });
  }

  get #isManual(): boolean {
    return this.#detection?.disabled === true;
  }

  get #detection() {
    return this.#setup()?.message.realtimeInputConfig?.automaticActivityDetection;
  }

  #detect(samples: Int16Array): void {
    const { answerOn, speechRms, speechStartMs, silenceMs } = this.#knobs;
    this.#detector.push(
      samples,
      {
        rms: speechRms,
        startMs: answerOn === 'first-loud-chunk' ? 20 : speechStartMs,
        silenceMs: silenceMs ?? this.#detection?.silenceDurationMs ?? 500,
      },
      (event) => {
        if (event === 'start') {
          this.#events.onSpeechStart();
        } else {
          this.#events.onSpeechEnd();
        }
      },
    );
  }
}

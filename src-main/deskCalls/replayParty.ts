import type { SimulatedParty } from '#main/media/transport/simulatedTransport';
import { FRAME_SAMPLES } from '#model/audio';

/** Magnitude from which the agent counts as heard. */
const AUDIBLE = 300;

/** Silence after the agent's last answer that ends the replay, ms: longer than its pauses. */
const QUIET_MS = 2_500;

/** How long an answer may take to begin, and to end, ms after the caller's last sound. */
const BEGIN_LIMIT_MS = 20_000;
const END_LIMIT_MS = 60_000;

type ReplayPartyOptions = {
  /** The caller's audio, at 16 kHz. */
  readonly audio: Int16Array;
  /** Its first frame goes down the line. */
  readonly onBegin: () => void;
  /** The audio is over, and the agent has answered it. Called once. */
  readonly onOver: () => void;
};

/** A recorded caller: says what was recorded at the pace of the line, and hears the answer out. */
export class ReplayParty implements SimulatedParty {
  readonly #options: ReplayPartyOptions;
  #at = 0;
  /** When the audio was over; null before. */
  #silentSinceMs: number | null = null;
  /** When the agent was heard last after that; null: not yet. */
  #heardMs: number | null = null;
  #over = false;

  constructor(options: ReplayPartyOptions) {
    this.#options = options;
  }

  hear(samples: Int16Array | null, nowMs: number): void {
    const sinceMs = this.#silentSinceMs;
    if (sinceMs === null || this.#over) {
      return;
    }
    if (samples !== null && isAudible(samples)) {
      this.#heardMs = nowMs;
    }
    const answered =
      this.#heardMs === null
        ? nowMs - sinceMs >= BEGIN_LIMIT_MS
        : nowMs - this.#heardMs >= QUIET_MS || nowMs - sinceMs >= END_LIMIT_MS;
    if (answered) {
      this.#over = true;
      this.#options.onOver();
    }
  }

  speak(samples: Int16Array, nowMs: number): void {
    const { audio, onBegin } = this.#options;
    if (this.#at === 0) {
      onBegin();
    }
    for (let at = 0; at < FRAME_SAMPLES; at += 1) {
      samples[at] = audio[this.#at + at] ?? 0;
    }
    this.#at += FRAME_SAMPLES;
    if (this.#at >= audio.length) {
      this.#silentSinceMs ??= nowMs;
    }
  }
}

function isAudible(samples: Int16Array): boolean {
  for (let at = 0; at < samples.length; at += 1) {
    if (Math.abs(samples[at] ?? 0) > AUDIBLE) {
      return true;
    }
  }
  return false;
}

import { FRAME_MS } from '#model/audio';
import { BYTES_PER_MS } from './input';

/**
 * Silence after which its audio may travel in larger messages, ms. By then the service has found
 * the end of the caller's speech.
 */
const SILENT_AFTER_MS = 1_000;

/** Audio of one message of silence, ms. */
const SILENCE_MESSAGE_MS = 100;

/**
 * Frames of one message by the number of sessions above which it carries them, the most first. With
 * few sessions the main thread is idle most of the time; with 60, writing single frames took 42 %
 * of its work, and with 200, writing pairs still took a quarter.
 */
const FRAMES_ABOVE = [
  { sessions: 120, frames: 5 },
  { sessions: 30, frames: 2 },
] as const;

/** How long after an onset frames travel singly: the service may have to stop the agent, ms. */
const ONSET_MS = 500;

/**
 * How much audio the next message waits for, ms.
 *
 * @param silentMs Silence up to now.
 * @param sinceOnsetMs Audio since the caller began to speak.
 * @param sessions Live sessions of this program.
 */
export function messageMs(silentMs: number, sinceOnsetMs: number, sessions: number): number {
  if (silentMs > SILENT_AFTER_MS) {
    return SILENCE_MESSAGE_MS;
  }
  const crowd = FRAMES_ABOVE.find((each) => sessions > each.sessions);
  return crowd === undefined || sinceOnsetMs < ONSET_MS ? FRAME_MS : crowd.frames * FRAME_MS;
}

/** Follows one caller's sound, to say how large the next message is to be. Sizes are bytes. */
export class MessageSize {
  readonly least: number;
  readonly most: number;
  readonly #sessions: () => number;
  #wanted: number;
  /** In ms of audio: a clock would not know how old the audio is. */
  #silentMs = 0;
  #sinceOnsetMs = 0;

  /**
   * @param least No message that may wait for more audio is smaller.
   * @param sessions Live sessions of this program now.
   */
  constructor(least: number, sessions: () => number) {
    this.least = least;
    this.most = Math.max(least, SILENCE_MESSAGE_MS * BYTES_PER_MS);
    this.#sessions = sessions;
    this.#wanted = least;
  }

  /** How much audio the next message waits for. */
  get wanted(): number {
    return this.#wanted;
  }

  /** The newest audio, whether it is sent or not. */
  heard(bytes: number, hasSound: boolean): void {
    const ms = bytes / BYTES_PER_MS;
    const isOnset = hasSound && this.#silentMs > SILENT_AFTER_MS;
    this.#sinceOnsetMs = isOnset ? 0 : this.#sinceOnsetMs + ms;
    this.#silentMs = hasSound ? 0 : this.#silentMs + ms;
    const wantedMs = messageMs(this.#silentMs, this.#sinceOnsetMs, this.#sessions());
    this.#wanted = Math.max(this.least, wantedMs * BYTES_PER_MS);
  }

  /** A detector has noticed speech, maybe over noise, or softer than what counts as sound. */
  speechStarts(): void {
    this.#silentMs = 0;
    this.#sinceOnsetMs = 0;
  }
}

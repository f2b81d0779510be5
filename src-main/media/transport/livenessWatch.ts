export type LivenessPatience = {
  /** Time between two checks, ms. */
  readonly tickMs: number;
  /** Checks without a frame after which the other side is asked to answer. */
  readonly askAfterTicks: number;
  /** Checks without any message after which the other side is gone. */
  readonly deadAfterTicks: number;
};

/**
 * For a connection that nearly always reports its own end: the other side is asked after 2 s
 * without a frame, and counts as gone after 5 s more without an answer.
 */
const PATIENT: LivenessPatience = { tickMs: 1_000, askAfterTicks: 2, deadAfterTicks: 7 };

interface LivenessHandlers {
  /** Ask the other side for something it must answer. */
  ask(): void;
  /** The other side is gone. Called once. */
  onDead(): void;
}

/**
 * Notices that the other side of a connection is gone although nothing closed it (power loss, a
 * frozen process, a firewall that forgot the connection). Missing frames are no proof: Asterisk
 * sends none for a phone that is silent or on hold, but it still answers. Checks are counted, not
 * time: after a stall of this process, messages that came meanwhile are read before the next check.
 */
export class LivenessWatch {
  readonly #handlers: LivenessHandlers;
  readonly #patience: LivenessPatience;
  #timer: NodeJS.Timeout | null = null;
  #ticksWithoutFrame = 0;
  #ticksWithoutMessage = 0;

  constructor(handlers: LivenessHandlers, patience = PATIENT) {
    this.#handlers = handlers;
    this.#patience = patience;
  }

  start(): void {
    this.#timer ??= setInterval(() => {
      this.#check();
    }, this.#patience.tickMs).unref();
  }

  frameCame(): void {
    this.#ticksWithoutFrame = 0;
    this.#ticksWithoutMessage = 0;
  }

  /** A message that is not a frame came. */
  messageCame(): void {
    this.#ticksWithoutMessage = 0;
  }

  /** Idempotent. */
  stop(): void {
    if (this.#timer !== null) {
      clearInterval(this.#timer);
      this.#timer = null;
    }
  }

  #check(): void {
    this.#ticksWithoutFrame += 1;
    this.#ticksWithoutMessage += 1;
    if (this.#ticksWithoutMessage > this.#patience.deadAfterTicks) {
      this.stop();
      this.#handlers.onDead();
    } else if (this.#ticksWithoutFrame >= this.#patience.askAfterTicks) {
      this.#handlers.ask();
    }
  }
}

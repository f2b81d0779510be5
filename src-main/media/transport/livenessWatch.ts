/** How patient a LivenessWatch is. */
export type LivenessPatience = {
  /** Time between two looks, ms. */
  readonly tickMs: number;
  /** Without a frame for so many looks the other side is asked to answer. */
  readonly askAfterTicks: number;
  /** Without any message for so many looks it is gone. */
  readonly deadAfterTicks: number;
};

/** A connection that tells its own end, but for the rare case: asked after 2 s, gone after 5 s of unanswered questions more. */
const PATIENT: LivenessPatience = { tickMs: 1_000, askAfterTicks: 2, deadAfterTicks: 7 };

/** What a LivenessWatch asks and tells. */
export interface LivenessHandlers {
  /** Ask the other side for something it must answer. */
  ask(): void;
  /** It does not answer. Called once. */
  onDead(): void;
}

/**
 * Notices that the other side of a connection is gone although nothing closed it (power loss, a frozen process, a firewall that
 * forgot the connection). That no frames come is no proof: Asterisk sends none for a phone that is silent or on hold, but then it
 * answers. Looks are counted, not time: after a stall of this process what has come in meanwhile is read before the next look.
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
      this.#look();
    }, this.#patience.tickMs).unref();
  }

  frameCame(): void {
    this.#ticksWithoutFrame = 0;
    this.#ticksWithoutMessage = 0;
  }

  /** Something else than a frame came. */
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

  #look(): void {
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

/** Time between two looks, ms. */
const TICK_MS = 1_000;

/** Without a frame for so many looks the other side is asked to answer: 2 s. */
const ASK_AFTER_TICKS = 2;

/** Without any message for so many looks it is gone: the 2 s, and 5 s of unanswered questions. */
const DEAD_AFTER_TICKS = 7;

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
  #timer: NodeJS.Timeout | null = null;
  #ticksWithoutFrame = 0;
  #ticksWithoutMessage = 0;

  constructor(handlers: LivenessHandlers) {
    this.#handlers = handlers;
  }

  start(): void {
    this.#timer ??= setInterval(() => {
      this.#look();
    }, TICK_MS).unref();
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
    if (this.#ticksWithoutMessage > DEAD_AFTER_TICKS) {
      this.stop();
      this.#handlers.onDead();
    } else if (this.#ticksWithoutFrame >= ASK_AFTER_TICKS) {
      this.#handlers.ask();
    }
  }
}

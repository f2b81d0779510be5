/**
 * Draws one frame.
 * @param nowMs Time of the frame, performance clock.
 * @param elapsedMs Since this part's last frame.
 */
type DrawFrame = (nowMs: number, elapsedMs: number) => void;

/** Shortest time between two frames where less motion is asked for, ms (2 Hz). */
const REDUCED_MS = 500;

/**
 * Frames come a little early or late; without this slack a 33 ms part would skip every other one.
 */
const SLACK_MS = 4;

type Part = { readonly draw: DrawFrame; readonly everyMs: number; lastMs: number };

/**
 * The only requestAnimationFrame loop of the window. It stops while nothing is to be drawn or the
 * window is hidden, and slows down to 2 Hz under `prefers-reduced-motion`.
 */
class FrameScheduler {
  readonly #parts = new Set<Part>();
  readonly #reducedMotion = window.matchMedia('(prefers-reduced-motion: reduce)');
  #frame: number | null = null;

  constructor() {
    document.addEventListener('visibilitychange', () => {
      this.#arrange();
    });
  }

  /** Adds a part that draws at most every `everyMs`; the returned function takes it away. */
  add(draw: DrawFrame, everyMs: number): () => void {
    const part: Part = { draw, everyMs, lastMs: performance.now() };
    this.#parts.add(part);
    this.#arrange();
    return () => {
      this.#parts.delete(part);
      this.#arrange();
    };
  }

  #arrange(): void {
    const wanted = this.#parts.size > 0 && !document.hidden;
    if (wanted && this.#frame === null) {
      this.#frame = requestAnimationFrame(this.#run);
    } else if (!wanted && this.#frame !== null) {
      cancelAnimationFrame(this.#frame);
      this.#frame = null;
    }
  }

  readonly #run = (nowMs: number): void => {
    this.#frame = requestAnimationFrame(this.#run);
    const floorMs = this.#reducedMotion.matches ? REDUCED_MS : 0;
    for (const part of this.#parts) {
      const elapsedMs = nowMs - part.lastMs;
      if (elapsedMs + SLACK_MS >= Math.max(part.everyMs, floorMs)) {
        part.lastMs = nowMs;
        part.draw(nowMs, elapsedMs);
      }
    }
  };
}

export const frameScheduler = new FrameScheduler();

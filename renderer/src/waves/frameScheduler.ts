import { type Drawing, SPARSE_PICTURE_MS } from '#model/drawing';

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
 * The only clock by which the window draws. It runs with the screen's own frames where a graphics
 * card draws them, and at 3 Hz otherwise. It stops while nothing is to be drawn or the window is
 * hidden, and slows down to 2 Hz under `prefers-reduced-motion`.
 */
export class FrameScheduler {
  readonly #parts = new Set<Part>();
  readonly #reducedMotion = window.matchMedia('(prefers-reduced-motion: reduce)');
  #drawing: Drawing = 'processor';
  #cancel: (() => void) | null = null;
  #isAllDue = false;

  constructor() {
    document.addEventListener('visibilitychange', () => {
      this.#arrange();
    });
  }

  /** What draws the window; the sparing way until it is known. */
  get drawing(): Drawing {
    return this.#drawing;
  }

  setDrawing(drawing: Drawing): void {
    this.#drawing = drawing;
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

  /**
   * Draws every part in the next moment, whatever its pace: a canvas is empty, or something was
   * found out that belongs on it.
   */
  drawSoon(): void {
    if (this.#cancel !== null && !this.#isAllDue) {
      this.#cancel();
      this.#isAllDue = true;
      this.#await();
    }
  }

  #arrange(): void {
    const wanted = this.#parts.size > 0 && !document.hidden;
    if (wanted && this.#cancel === null) {
      this.#await();
    } else if (!wanted && this.#cancel !== null) {
      this.#cancel();
      this.#cancel = null;
    }
  }

  #await(): void {
    if (this.#drawing === 'gpu') {
      const frame = requestAnimationFrame(this.#run);
      this.#cancel = () => {
        cancelAnimationFrame(frame);
      };
    } else {
      const timer = setTimeout(
        () => {
          this.#run(performance.now());
        },
        this.#isAllDue ? 0 : SPARSE_PICTURE_MS,
      );
      this.#cancel = () => {
        clearTimeout(timer);
      };
    }
  }

  readonly #run = (nowMs: number): void => {
    const isAllDue = this.#isAllDue;
    this.#isAllDue = false;
    this.#await();
    const floorMs = this.#reducedMotion.matches ? REDUCED_MS : 0;
    for (const part of this.#parts) {
      const elapsedMs = nowMs - part.lastMs;
      if (isAllDue || elapsedMs + SLACK_MS >= Math.max(part.everyMs, floorMs)) {
        part.lastMs = nowMs;
        part.draw(nowMs, elapsedMs);
      }
    }
  };
}

export const frameScheduler = new FrameScheduler();

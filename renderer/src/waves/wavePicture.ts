import { type CallLevels, hasFlag, NO_STRETCH, type Stretch } from '../levels/callLevels';
import type { DeviceSize } from './deviceSize';
import { type HeardSince, paintHeard } from './earLane';
import { frameScheduler } from './frameScheduler';
import { liveContext } from './liveContext';
import { paintMark, type PlacedMark } from './marks';
import { paintRuler } from './ruler';
import type { WaveColors } from './waveColors';
import type { WaveLayout } from './waveLayout';

/** Width of a bar with its gap, CSS pixels: two and one. */
const PITCH = 3;
const GAP = 1;

/** Quiet speech is still seen: loudness is felt closer to a power of the peak than to the peak. */
const HEIGHTS = Float32Array.from({ length: 256 }, (_, peak) => (peak / 255) ** 0.6);

/**
 * Draws the levels of a call as bars on whole device pixels. A bar stands for a fixed stretch of
 * the call, so bars never change their form. The whole is drawn anew for each new bar, and only
 * moved meanwhile: evenly, by parts of a pixel.
 */
export class WavePicture {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D | null;
  readonly #layout: WaveLayout;
  readonly #stretch: Stretch = { ...NO_STRETCH };
  #colors: WaveColors;
  #size: DeviceSize = { width: 1, height: 1, ratio: 1 };
  #pitch = PITCH;
  #barMs = 1;
  #spanMs = 1;
  /** Index of the newest bar that is drawn; null: everything is to be drawn. */
  #newest: number | null = null;
  /** The reading of the call's time line that is drawn. */
  #reading = 0;
  #shift = 0;

  constructor(canvas: HTMLCanvasElement, layout: WaveLayout, colors: WaveColors) {
    this.#canvas = canvas;
    this.#context = liveContext(canvas);
    this.#layout = layout;
    this.#colors = colors;
  }

  /** Time of one bar, ms. Levels have to be known that long for the newest one to be whole. */
  get barMs(): number {
    return this.#barMs;
  }

  /** Fits the canvas to its box, which shows `spanMs` of the call. */
  fit(size: DeviceSize, spanMs: number): void {
    this.#size = size;
    this.#spanMs = spanMs;
    this.#pitch = Math.max(2, Math.round(PITCH * size.ratio));
    this.#barMs = (spanMs * this.#pitch) / Math.max(1, size.width);
    // One bar more than is seen: it comes in from the right.
    this.#canvas.width = size.width + this.#pitch;
    this.#canvas.height = size.height;
    this.#canvas.style.width = `${this.#canvas.width / size.ratio}px`;
    this.#canvas.style.height = `${size.height / size.ratio}px`;
    this.#drawAnew();
  }

  recolor(colors: WaveColors): void {
    this.#colors = colors;
    this.#drawAnew();
  }

  /** Makes the next drawing a whole one. */
  invalidate(): void {
    this.#newest = null;
  }

  #drawAnew(): void {
    this.invalidate();
    frameScheduler.drawSoon();
  }

  /** Draws the call up to a time, ms since it reached Cordboard. */
  draw(
    levels: CallLevels,
    endMs: number,
    marks: readonly PlacedMark[] = [],
    heard: readonly HeardSince[] = [],
  ): void {
    const context = this.#context;
    if (context === null) {
      return;
    }
    const newest = Math.floor(endMs / this.#barMs);
    if (newest !== this.#newest || levels.reading !== this.#reading) {
      this.#newest = newest;
      this.#reading = levels.reading;
      const leftMs = this.#paint(context, levels, newest);
      this.#paintLine(context, heard, leftMs, endMs);
      for (const mark of marks) {
        this.#paintMark(context, mark, leftMs);
      }
    }
    if (frameScheduler.drawing === 'gpu') {
      // Otherwise each movement would be a picture of the page: see ADR 0031.
      this.#move(endMs / this.#barMs - newest);
    }
  }

  /** Moves the picture to the left by a part of a bar. */
  #move(part: number): void {
    const shift = (part * this.#pitch) / this.#size.ratio;
    if (Math.abs(shift - this.#shift) > 0.01) {
      this.#shift = shift;
      this.#canvas.style.transform = `translateX(${(-shift).toFixed(2)}px)`;
    }
  }

  /** @returns the time at the left edge, ms since the call reached Cordboard. */
  #paint(context: CanvasRenderingContext2D, levels: CallLevels, newest: number): number {
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    const bars = Math.ceil(this.#canvas.width / this.#pitch);
    const leftMs = (newest + 1) * this.#barMs - (this.#canvas.width / this.#pitch) * this.#barMs;
    const { lanes } = this.#layout;
    if (lanes !== null) {
      const area = { leftMs, width: this.#canvas.width, height: this.#size.height };
      const pixelMs = this.#barMs / this.#pitch;
      const { ratio } = this.#size;
      paintRuler(
        context,
        lanes.ruler,
        { ...area, pixelMs, ratio, spanMs: this.#spanMs },
        this.#colors,
      );
    }
    for (let bar = newest - bars; bar <= newest; bar += 1) {
      levels.read(bar * this.#barMs, (bar + 1) * this.#barMs, this.#stretch);
      if (this.#stretch.known) {
        this.#paintBar(context, this.#canvas.width - (newest - bar + 1) * this.#pitch);
      }
    }
    return leftMs;
  }

  /** What the caller heard, up to a time. */
  #paintLine(
    context: CanvasRenderingContext2D,
    heard: readonly HeardSince[],
    leftMs: number,
    endMs: number,
  ): void {
    const { lanes } = this.#layout;
    const placeOf = (ms: number): number => Math.round(((ms - leftMs) / this.#barMs) * this.#pitch);
    for (const [at, { what, fromMs }] of heard.entries()) {
      const from = Math.max(0, placeOf(fromMs));
      const to = placeOf(Math.min(endMs, heard[at + 1]?.fromMs ?? endMs));
      if (lanes !== null && to > from) {
        paintHeard(context, what, { from, to }, lanes.heard, this.#size.ratio, this.#colors);
      }
    }
  }

  #paintBar(context: CanvasRenderingContext2D, x: number): void {
    const { caller, agent, oneSided, lanes } = this.#layout;
    const { ratio } = this.#size;
    const stretch = this.#stretch;
    const width = Math.max(1, this.#pitch - Math.round(GAP * ratio));
    const up = Math.max(0.5, (HEIGHTS[stretch.caller] ?? 0) * caller.half);
    const down = Math.max(0.5, (HEIGHTS[stretch.agent] ?? 0) * agent.half);
    this.#rect(context, this.#colors.caller, x, width, caller.middle - up, oneSided ? up : 2 * up);
    const agentTop = oneSided ? agent.middle : agent.middle - down;
    this.#rect(context, this.#colors.agent, x, width, agentTop, oneSided ? down : 2 * down);
    if (lanes !== null) {
      this.#paintActivity(context, x, lanes);
    }
    if (hasFlag(stretch, 'bargeIn')) {
      this.#rect(context, this.#colors.warn, x, Math.max(1, Math.round(ratio)), 0, Infinity);
    }
  }

  #paintActivity(
    context: CanvasRenderingContext2D,
    x: number,
    { callerActivity, agentActivity }: NonNullable<WaveLayout['lanes']>,
  ): void {
    const { caller, agent } = this.#colors;
    if (hasFlag(this.#stretch, 'callerSpeaking')) {
      this.#rect(context, caller, x, this.#pitch, callerActivity.top, callerActivity.height);
    }
    if (hasFlag(this.#stretch, 'agentSpeaking')) {
      this.#rect(context, agent, x, this.#pitch, agentActivity.top, agentActivity.height);
    } else if (hasFlag(this.#stretch, 'agentThinking')) {
      // An outline: the answer is on its way, and nothing is heard yet.
      this.#rect(context, agent, x, this.#pitch, agentActivity.top, 1);
      const bottom = agentActivity.top + agentActivity.height - 1;
      this.#rect(context, agent, x, this.#pitch, bottom, 1);
    }
  }

  #paintMark(context: CanvasRenderingContext2D, mark: PlacedMark, leftMs: number): void {
    const { lanes } = this.#layout;
    const x = ((mark.atMs - leftMs) / this.#barMs) * this.#pitch;
    if (lanes !== null && x > -lanes.marks.height && x < this.#canvas.width + lanes.marks.height) {
      paintMark(context, mark, Math.round(x), lanes.marks, this.#size.ratio, this.#colors);
    }
  }

  /** A rectangle in device pixels across and CSS pixels down. */
  #rect(
    context: CanvasRenderingContext2D,
    color: string,
    x: number,
    width: number,
    y: number,
    height: number,
  ): void {
    const { ratio } = this.#size;
    context.fillStyle = color;
    const top = Math.round(y * ratio);
    const bottom = Math.min(this.#size.height, Math.round((y + height) * ratio));
    context.fillRect(x, top, width, Math.max(1, bottom - top));
  }
}

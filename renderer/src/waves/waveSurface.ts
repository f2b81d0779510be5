import { LEVEL_FLAGS } from '#model/levels';
import type { LevelRing } from '../levels/levelRing';
import { liveContext } from './liveContext';
import type { WaveColors } from './waveColors';

/** Where things are drawn, in CSS pixels. A mini wave has both sides on one axis and no lane. */
export type WaveLayout = {
  /** Middle line and half height of the caller's wave. */
  readonly caller: { readonly middle: number; readonly half: number };
  /** Middle line and half height of the agent's wave. */
  readonly agent: { readonly middle: number; readonly half: number };
  /** Caller upwards and agent downwards only, for two waves on one axis. */
  readonly oneSided: boolean;
  /**
   * Voice activity: top of the caller's bar, top of the agent's bar, height of each; null for none.
   */
  readonly lane: {
    readonly caller: number;
    readonly agent: number;
    readonly height: number;
  } | null;
  /** Height of the whole drawing. */
  readonly height: number;
};

/** A bar is two pixels and a gap of one. */
const BAR_PIXELS = 3;

/** Columns of one second. */
const SECOND_COLUMNS = 50;

/** Quiet speech is still seen: loudness is felt closer to a power of the peak than to the peak. */
const HEIGHTS = Float32Array.from({ length: 256 }, (_, peak) => (peak / 255) ** 0.6);

/**
 * Draws a level ring as a picture that scrolls: what is there is moved left in one blit and only
 * the new pixels are drawn. A whole redraw happens after a change of size, colours or call.
 */
export class WaveSurface {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D | null;
  readonly #layout: WaveLayout;
  #colors: WaveColors;
  #scale = 1;
  #columnsPerPixel = 1;
  #width = 0;
  #edge = -1;

  constructor(canvas: HTMLCanvasElement, layout: WaveLayout, colors: WaveColors) {
    this.#canvas = canvas;
    this.#context = liveContext(canvas);
    this.#layout = layout;
    this.#colors = colors;
  }

  /**
   * Fits the canvas to a width. Pixels are whole device pixels, so that the blit stays sharp.
   * @param columnsPerPixel How many columns of 20 ms one pixel stands for.
   */
  resize(cssWidth: number, devicePixelRatio: number, columnsPerPixel: number): void {
    this.#columnsPerPixel = columnsPerPixel;
    this.#scale = Math.max(1, Math.round(devicePixelRatio));
    this.#width = Math.max(1, Math.floor(cssWidth));
    this.#canvas.width = this.#width * this.#scale;
    this.#canvas.height = this.#layout.height * this.#scale;
    this.invalidate();
  }

  recolor(colors: WaveColors): void {
    this.#colors = colors;
    this.invalidate();
  }

  /** Makes the next drawing a whole one. */
  invalidate(): void {
    this.#edge = -1;
  }

  /** Draws up to a column. @returns whether anything was drawn. */
  draw(ring: LevelRing, playheadColumn: number): boolean {
    const context = this.#context;
    const edge = Math.floor(playheadColumn / this.#columnsPerPixel);
    if (context === null || edge === this.#edge) {
      return false;
    }
    const moved = edge - this.#edge;
    if (this.#edge < 0 || moved < 0 || moved >= this.#width) {
      context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
      this.#paint(context, ring, edge - this.#width, edge);
    } else {
      context.globalCompositeOperation = 'copy';
      context.drawImage(this.#canvas, -moved * this.#scale, 0);
      context.globalCompositeOperation = 'source-over';
      // The newest bar may have been drawn before all of it was known.
      const from = Math.floor((this.#edge - 1) / BAR_PIXELS) * BAR_PIXELS;
      this.#clear(context, from, edge);
      this.#paint(context, ring, from, edge);
    }
    this.#edge = edge;
    return true;
  }

  #clear(context: CanvasRenderingContext2D, from: number, edge: number): void {
    const x = (this.#width - (edge - from)) * this.#scale;
    context.clearRect(x, 0, this.#canvas.width - x, this.#canvas.height);
  }

  #paint(context: CanvasRenderingContext2D, ring: LevelRing, from: number, edge: number): void {
    const first = Math.max(0, from);
    for (let pixel = first; pixel < edge; pixel += 1) {
      const x = this.#width - (edge - pixel);
      this.#paintMarks(context, ring, pixel, x);
      if (pixel % BAR_PIXELS !== BAR_PIXELS - 1) {
        this.#paintBar(context, ring, pixel, x, edge);
      }
    }
  }

  /** Second ticks, voice activity and interruptions of one pixel. */
  #paintMarks(context: CanvasRenderingContext2D, ring: LevelRing, pixel: number, x: number): void {
    const columnsPerPixel = this.#columnsPerPixel;
    const { lane, height } = this.#layout;
    const column = pixel * columnsPerPixel;
    let flags = 0;
    for (let at = column; at < column + columnsPerPixel; at += 1) {
      flags |= ring.flagsAt(at);
    }
    if (lane !== null) {
      if (column % SECOND_COLUMNS < columnsPerPixel) {
        this.#rect(context, this.#colors.line, x, 0, height);
      }
      if ((flags & LEVEL_FLAGS.callerSpeaking) !== 0) {
        this.#rect(context, this.#colors.caller, x, lane.caller, lane.height);
      }
      if ((flags & LEVEL_FLAGS.agentSpeaking) !== 0) {
        this.#rect(context, this.#colors.agent, x, lane.agent, lane.height);
      } else if ((flags & LEVEL_FLAGS.agentThinking) !== 0) {
        const isEnd = (ring.flagsAt(column - 1) & LEVEL_FLAGS.agentThinking) === 0;
        this.#rect(context, this.#colors.agent, x, lane.agent, isEnd ? lane.height : 1);
        this.#rect(context, this.#colors.agent, x, lane.agent + lane.height - 1, 1);
      }
    }
    if ((flags & LEVEL_FLAGS.bargeIn) !== 0) {
      this.#rect(context, this.#colors.warn, x, 0, height);
    }
  }

  #paintBar(
    context: CanvasRenderingContext2D,
    ring: LevelRing,
    pixel: number,
    x: number,
    edge: number,
  ): void {
    const columnsPerPixel = this.#columnsPerPixel;
    const { caller, agent, oneSided } = this.#layout;
    const bar = Math.floor(pixel / BAR_PIXELS) * BAR_PIXELS;
    const from = bar * columnsPerPixel;
    const to = Math.min(bar + BAR_PIXELS, edge) * columnsPerPixel;
    let callerPeak = 0;
    let agentPeak = 0;
    for (let column = from; column < to; column += 1) {
      callerPeak = Math.max(callerPeak, ring.callerAt(column));
      agentPeak = Math.max(agentPeak, ring.agentAt(column));
    }
    if (to <= ring.tail) {
      return;
    }
    const up = Math.max(0.5, (HEIGHTS[callerPeak] ?? 0) * caller.half);
    const down = Math.max(0.5, (HEIGHTS[agentPeak] ?? 0) * agent.half);
    this.#rect(context, this.#colors.caller, x, caller.middle - up, oneSided ? up : 2 * up);
    this.#rect(
      context,
      this.#colors.agent,
      x,
      oneSided ? agent.middle : agent.middle - down,
      oneSided ? down : 2 * down,
    );
  }

  #rect(
    context: CanvasRenderingContext2D,
    color: string,
    x: number,
    y: number,
    height: number,
  ): void {
    const scale = this.#scale;
    context.fillStyle = color;
    const top = Math.round(y * scale);
    context.fillRect(x * scale, top, scale, Math.max(1, Math.round((y + height) * scale) - top));
  }
}

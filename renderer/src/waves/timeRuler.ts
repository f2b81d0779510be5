import { formatDuration } from '../format/format';
import { liveContext } from './liveContext';
import type { WaveColors } from './waveColors';

/** Columns of one second. */
const SECOND_COLUMNS = 50;

/** Seconds between two labels. */
const LABEL_EVERY = 5;

/** Height of the ruler, CSS pixels. */
export const RULER_HEIGHT = 18;

/** The time axis over the waves: a tick each second, the time in the call each five. */
export class TimeRuler {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D | null;
  #colors: WaveColors;
  #scale = 1;
  #columnsPerPixel = 1;
  #secondPixels = SECOND_COLUMNS;
  #width = 0;
  #edge = -1;

  constructor(canvas: HTMLCanvasElement, colors: WaveColors) {
    this.#canvas = canvas;
    this.#context = liveContext(canvas);
    this.#colors = colors;
  }

  /** Fits the canvas to a width. */
  resize(cssWidth: number, devicePixelRatio: number, columnsPerPixel: number): void {
    this.#secondPixels = SECOND_COLUMNS / columnsPerPixel;
    this.#columnsPerPixel = columnsPerPixel;
    this.#scale = Math.max(1, Math.round(devicePixelRatio));
    this.#width = Math.max(1, Math.floor(cssWidth));
    this.#canvas.width = this.#width * this.#scale;
    this.#canvas.height = RULER_HEIGHT * this.#scale;
    this.#edge = -1;
  }

  recolor(colors: WaveColors): void {
    this.#colors = colors;
    this.#edge = -1;
  }

  /** Draws the axis that ends at a column. */
  draw(playheadColumn: number): void {
    const context = this.#context;
    const edge = Math.floor(playheadColumn / this.#columnsPerPixel);
    if (context === null || edge === this.#edge) {
      return;
    }
    this.#edge = edge;
    context.setTransform(this.#scale, 0, 0, this.#scale, 0, 0);
    context.clearRect(0, 0, this.#width, RULER_HEIGHT);
    context.font = "11px 'JetBrains Mono Variable', monospace";
    context.textBaseline = 'middle';
    const first = Math.max(0, Math.ceil((edge - this.#width) / this.#secondPixels));
    for (let second = first; second * this.#secondPixels < edge; second += 1) {
      const x = this.#width - (edge - second * this.#secondPixels);
      const isLabel = second % LABEL_EVERY === 0;
      context.fillStyle = this.#colors.line;
      context.fillRect(x, isLabel ? 4 : RULER_HEIGHT - 4, 1, RULER_HEIGHT);
      if (isLabel && x + 40 < this.#width) {
        context.fillStyle = this.#colors.faint;
        context.fillText(formatDuration(second * 1000), x + 5, RULER_HEIGHT / 2);
      }
    }
  }
}

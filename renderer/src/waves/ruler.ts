import { formatDuration } from '../format/format';
import type { WaveColors } from './waveColors';
import type { Lane } from './waveLayout';

/** The stretch of a call that is ruled, in device pixels. */
type RuledArea = {
  readonly leftMs: number;
  readonly width: number;
  readonly height: number;
  readonly pixelMs: number;
  readonly ratio: number;
  readonly spanMs: number;
};

/** Time between two ticks, and between two of them that carry a time, ms, by the time shown. */
function stepsOf(spanMs: number): { readonly tickMs: number; readonly labelMs: number } {
  return spanMs <= 20_000
    ? { tickMs: 1_000, labelMs: 5_000 }
    : { tickMs: 5_000, labelMs: spanMs <= 40_000 ? 10_000 : 15_000 };
}

/** The time axis: a tick in steps, with the time in the call beside some. */
export function paintRuler(
  context: CanvasRenderingContext2D,
  lane: Lane,
  { leftMs, width, height, pixelMs, ratio, spanMs }: RuledArea,
  colors: WaveColors,
): void {
  const { tickMs, labelMs } = stepsOf(spanMs);
  const top = Math.round(lane.top * ratio);
  const bottom = Math.round((lane.top + lane.height) * ratio);
  const line = Math.max(1, Math.round(ratio));
  context.font = `${Math.round(11 * ratio)}px 'JetBrains Mono Variable', monospace`;
  context.textBaseline = 'middle';
  const end = leftMs + width * pixelMs;
  for (let at = Math.max(0, Math.ceil(leftMs / tickMs) * tickMs); at < end; at += tickMs) {
    const x = Math.round((at - leftMs) / pixelMs);
    const isLabel = at % labelMs === 0;
    context.fillStyle = colors.line;
    context.fillRect(x, isLabel ? top : bottom - Math.round(4 * ratio), line, height);
    if (isLabel) {
      context.fillStyle = colors.faint;
      context.fillText(formatDuration(at), x + Math.round(5 * ratio), (top + bottom) / 2);
    }
  }
}

import type { Heard } from '#model/callerEar';
import type { WaveColors } from './waveColors';
import type { Lane } from './waveLayout';

/** What the caller hears from a time on, ms since the call reached Cordboard. */
export type HeardSince = { readonly what: Heard; readonly fromMs: number };

/** Distance of the strokes of a gap, CSS pixels. */
const STROKES = 4;

/**
 * Draws what goes down the line, from `from` to `to` in device pixels. The forms differ by more
 * than their colours: speech is full, music and tones are half high, a gap is hatched, and silence
 * is empty.
 */
export function paintHeard(
  context: CanvasRenderingContext2D,
  what: Heard,
  { from, to }: { readonly from: number; readonly to: number },
  lane: Lane,
  ratio: number,
  colors: WaveColors,
): void {
  const top = Math.round(lane.top * ratio);
  const height = Math.round(lane.height * ratio);
  switch (what) {
    case 'agent':
    case 'supervisor':
      context.fillStyle = what === 'agent' ? colors.agent : colors.operator;
      context.fillRect(from, top, to - from, height);
      return;
    case 'music':
    case 'tone':
      context.fillStyle = colors.faint;
      context.fillRect(from, top + Math.ceil(height / 2), to - from, Math.floor(height / 2));
      return;
    case 'gap':
      hatch(context, { from, to, top, height }, ratio, colors.warn);
      return;
    case 'silence':
  }
}

function hatch(
  context: CanvasRenderingContext2D,
  area: {
    readonly from: number;
    readonly to: number;
    readonly top: number;
    readonly height: number;
  },
  ratio: number,
  color: string,
): void {
  const { from, to, top, height } = area;
  context.strokeStyle = color;
  context.lineWidth = Math.max(1, Math.round(ratio));
  context.beginPath();
  for (let x = from; x + height <= to; x += STROKES * ratio) {
    context.moveTo(x, top + height);
    context.lineTo(x + height, top);
  }
  context.stroke();
}

import type { WaveColors } from './waveColors';
import type { Lane } from './waveLayout';

/**
 * What a mark on the time axis stands for: something that needs a look, what a supervisor did, a
 * tool call of the AI, a sentence that the caller cut, or another change.
 */
export type MarkKind = 'alert' | 'act' | 'tool' | 'cut' | 'change';

/** A mark at its time, ms since the call reached Cordboard. */
export type PlacedMark = { readonly atMs: number; readonly kind: MarkKind };

/** Draws the shape of a mark, which differs by more than its colour. `x` is in device pixels. */
export function paintMark(
  context: CanvasRenderingContext2D,
  { kind }: PlacedMark,
  x: number,
  lane: Lane,
  ratio: number,
  colors: WaveColors,
): void {
  const half = Math.floor((lane.height * ratio) / 2) - 1;
  const y = Math.round((lane.top + lane.height / 2) * ratio);
  context.fillStyle = colorOf(kind, colors);
  context.strokeStyle = context.fillStyle;
  context.lineWidth = Math.max(1, Math.round(ratio));
  context.beginPath();
  for (const [dx, dy] of OUTLINES[kind]) {
    context.lineTo(x + dx * half, y + dy * half);
  }
  context.closePath();
  if (kind === 'change' || kind === 'tool') {
    context.stroke();
  } else {
    context.fill();
  }
}

/** Corners of the shapes, in halves of the lane's height. */
const OUTLINES: Readonly<Record<MarkKind, readonly (readonly [x: number, y: number])[]>> = {
  alert: [
    [0, -1],
    [1, 0.9],
    [-1, 0.9],
  ],
  act: [
    [0, -1],
    [1, 0],
    [0, 1],
    [-1, 0],
  ],
  tool: [
    [-0.8, -0.8],
    [0.8, -0.8],
    [0.8, 0.8],
    [-0.8, 0.8],
  ],
  cut: [
    [-0.9, -0.9],
    [0, -0.2],
    [0.9, -0.9],
    [0.2, 0],
    [0.9, 0.9],
    [0, 0.2],
    [-0.9, 0.9],
    [-0.2, 0],
  ],
  change: [
    [0, -0.6],
    [0.6, 0],
    [0, 0.6],
    [-0.6, 0],
  ],
};

function colorOf(kind: MarkKind, colors: WaveColors): string {
  switch (kind) {
    case 'alert':
    case 'cut':
      return colors.warn;
    case 'act':
      return colors.operator;
    case 'tool':
      return colors.agent;
    case 'change':
      return colors.faint;
  }
}

import { describe, expect, it } from 'vitest';
import type { LevelColumn } from '#support/window/levelBatch';
import { LevelRing } from '#window/levels/levelRing';
import { Playhead } from '#window/waves/playhead';
import { type WaveLayout, WaveSurface } from '#window/waves/waveSurface';

const COLORS = { caller: 'teal', agent: 'violet', warn: 'amber', line: 'line', faint: 'faint' };
const LAYOUT: WaveLayout = {
  caller: { middle: 10, half: 10 },
  agent: { middle: 30, half: 10 },
  oneSided: false,
  lane: { caller: 40, agent: 45, height: 4 },
  height: 50,
};

type Drawn = { readonly color: string; readonly x: number; readonly y: number; readonly h: number };

/** A canvas that notes what is drawn on it. */
function noteCanvas() {
  const rects: Drawn[] = [];
  const blits: number[] = [];
  const context = {
    fillStyle: '',
    globalCompositeOperation: 'source-over',
    clearRect: () => undefined,
    drawImage: (_image: unknown, x: number) => {
      blits.push(x);
    },
    fillRect(x: number, y: number, _w: number, h: number) {
      rects.push({ color: this.fillStyle, x, y, h });
    },
  };
  const canvas = { width: 0, height: 0, getContext: () => context };
  return { canvas: canvas as unknown as HTMLCanvasElement, rects, blits };
}

function ringOf(columns: readonly LevelColumn[]): LevelRing {
  const ring = new LevelRing();
  ring.write(0, Uint8Array.from(columns.flat()), 0, columns.length);
  return ring;
}

const fill = (count: number, column: LevelColumn): LevelColumn[] =>
  Array.from({ length: count }, () => column);

describe('WaveSurface', () => {
  it('moves the picture and draws only what is new', () => {
    const { canvas, rects, blits } = noteCanvas();
    const surface = new WaveSurface(canvas, LAYOUT, COLORS);
    surface.resize(100, 1, 1);
    const ring = ringOf(fill(200, [100, 50, 0]));
    surface.draw(ring, 150);
    expect(blits).toEqual([]);
    const whole = rects.length;
    rects.length = 0;
    surface.draw(ring, 153.4);
    expect(blits).toEqual([-3]);
    expect(rects.length).toBeLessThan(whole / 8);
    expect(Math.min(...rects.map((rect) => rect.x))).toBeGreaterThanOrEqual(93);
    expect(surface.draw(ring, 153.9)).toBe(false);
  });

  it('draws a louder side taller', () => {
    const { canvas, rects } = noteCanvas();
    const surface = new WaveSurface(canvas, LAYOUT, COLORS);
    surface.resize(30, 1, 1);
    surface.draw(ringOf(fill(60, [255, 20, 0])), 60);
    const height = (color: string) =>
      Math.max(...rects.filter((r) => r.color === color).map((r) => r.h));
    expect(height('teal')).toBe(20);
    expect(height('violet')).toBeLessThan(8);
  });

  it('marks an interruption across the whole height and thinking as an outline', () => {
    const { canvas, rects } = noteCanvas();
    const surface = new WaveSurface(canvas, LAYOUT, COLORS);
    surface.resize(30, 1, 1);
    const columns = [...fill(40, [0, 0, 0]), [0, 0, 4] as const, ...fill(9, [0, 0, 8])];
    surface.draw(ringOf(columns), 50);
    expect(rects.filter((rect) => rect.color === 'amber')).toEqual([
      { color: 'amber', x: 20, y: 0, h: 50 },
    ]);
    const lane = rects.filter((rect) => rect.color === 'violet' && rect.y >= 45);
    expect(lane.filter((rect) => rect.h === 4)).toHaveLength(1);
    expect(lane.filter((rect) => rect.h === 1 && rect.y === 48)).toHaveLength(9);
  });

  it('draws on whole device pixels', () => {
    const { canvas, rects } = noteCanvas();
    const surface = new WaveSurface(canvas, LAYOUT, COLORS);
    surface.resize(40.7, 2, 2);
    surface.draw(ringOf(fill(200, [77, 33, 3])), 190);
    expect(canvas.width).toBe(80);
    expect(rects.every((rect) => Number.isInteger(rect.x) && Number.isInteger(rect.y))).toBe(true);
  });
});

describe('Playhead', () => {
  it('moves evenly though the data comes in batches', () => {
    const playhead = new Playhead();
    let head = 500;
    playhead.advance(head, 16);
    const steps: number[] = [];
    for (let frame = 1; frame <= 240; frame += 1) {
      // 60 frames a second; two columns each 40 ms.
      head = 500 + 2 * Math.floor((frame * 1000) / 60 / 40);
      const before = playhead.column;
      steps.push(playhead.advance(head, 1000 / 60) - before);
    }
    const late = steps.slice(60);
    expect(Math.min(...late)).toBeGreaterThan(0.5);
    expect(Math.max(...late)).toBeLessThan(1.2);
    expect(playhead.column).toBeLessThanOrEqual(head);
  });

  it('stands still when the data does, and jumps over a long pause', () => {
    const playhead = new Playhead();
    playhead.advance(100, 16);
    for (let frame = 0; frame < 120; frame += 1) {
      playhead.advance(100, 16);
    }
    expect(playhead.column).toBe(100);
    expect(playhead.advance(1000, 16)).toBe(997);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { LevelColumn } from '#support/window/levelBatch';
import { CallLevels } from '#window/levels/callLevels';
import { LevelRing } from '#window/levels/levelRing';
import { frameScheduler } from '#window/waves/frameScheduler';
import type { WaveLayout } from '#window/waves/waveLayout';
import { WavePicture } from '#window/waves/wavePicture';

const COLORS = {
  caller: 'teal',
  agent: 'violet',
  operator: 'white',
  warn: 'amber',
  line: 'line',
  faint: 'faint',
};
const LAYOUT: WaveLayout = {
  caller: { middle: 20, half: 10 },
  agent: { middle: 40, half: 10 },
  oneSided: false,
  lanes: {
    ruler: { top: 0, height: 8 },
    callerActivity: { top: 52, height: 4 },
    agentActivity: { top: 57, height: 4 },
    heard: { top: 72, height: 6 },
    marks: { top: 62, height: 8 },
  },
};
const SMALL: WaveLayout = { ...LAYOUT, lanes: null };

type Drawn = {
  readonly color: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
};

/** A canvas that notes what is drawn on it since it was cleared. */
function noteCanvas() {
  const rects: Drawn[] = [];
  const shapes: { readonly color: string; readonly x: number }[] = [];
  const drawn = { whole: 0, texts: [] as string[] };
  const context = {
    fillStyle: '',
    clearRect: () => {
      rects.length = 0;
      shapes.length = 0;
      drawn.whole += 1;
    },
    fillRect(x: number, y: number, w: number, h: number) {
      rects.push({ color: this.fillStyle, x, y, w, h });
    },
    fillText: (text: string) => drawn.texts.push(text),
    beginPath: () => undefined,
    closePath: () => undefined,
    lineTo(x: number) {
      shapes.push({ color: this.fillStyle, x });
    },
    stroke: () => undefined,
    fill: () => undefined,
  };
  const style: Record<string, string> = {};
  const canvas = { width: 0, height: 0, style, getContext: () => context };
  return { canvas: canvas as unknown as HTMLCanvasElement, rects, shapes, drawn, style };
}

function levelsOf(columns: readonly LevelColumn[]): CallLevels {
  const ring = new LevelRing();
  ring.write(0, Uint8Array.from(columns.flat()), 0, columns.length);
  return new CallLevels(ring);
}

const fill = (count: number, column: LevelColumn): LevelColumn[] =>
  Array.from({ length: count }, () => column);

/** A picture of 100 bars of 60 ms. */
function pictureOf(layout: WaveLayout = SMALL, ratio = 1) {
  const noted = noteCanvas();
  const picture = new WavePicture(noted.canvas, layout, COLORS);
  picture.fit({ width: 300 * ratio, height: 72 * ratio, ratio }, 6_000);
  return { ...noted, picture };
}

beforeEach(() => {
  frameScheduler.setDrawing('gpu');
});

describe('the picture of a call', () => {
  it('is drawn once for each new bar, and moved by parts of a pixel meanwhile', () => {
    const { picture, drawn, style } = pictureOf();
    const levels = levelsOf(fill(400, [100, 50, 0]));
    picture.draw(levels, 6_000);
    picture.draw(levels, 6_015);
    expect(style['transform']).toBe('translateX(-0.75px)');
    picture.draw(levels, 6_045);
    expect(style['transform']).toBe('translateX(-2.25px)');
    expect(drawn.whole).toBe(1);
    picture.draw(levels, 6_061);
    expect(drawn.whole).toBe(2);
  });

  it('is drawn anew when more of the call is known, though no bar is new', () => {
    const { picture, rects } = pictureOf();
    const levels = new CallLevels(new LevelRing());
    picture.draw(levels, 6_000);
    expect(rects).toEqual([]);
    levels.take({
      levelsFromMs: 0,
      firstBucket: 0,
      levels: Uint8Array.from(fill(60, [100, 50, 0]).flat()),
      events: [],
      acts: [],
      samples: [],
    });
    picture.draw(levels, 6_000);
    expect(rects.length).toBeGreaterThan(150);
  });

  it('does not move the canvas where the processor draws', () => {
    frameScheduler.setDrawing('processor');
    const { picture, style } = pictureOf();
    picture.draw(levelsOf(fill(400, [100, 50, 0])), 6_030);
    expect(style['transform']).toBeUndefined();
  });

  it('draws a louder side taller', () => {
    const { picture, rects } = pictureOf();
    picture.draw(levelsOf(fill(400, [255, 20, 0])), 6_000);
    const height = (color: string) =>
      Math.max(...rects.filter((rect) => rect.color === color).map((rect) => rect.h));
    expect(height('teal')).toBe(20);
    expect(height('violet')).toBeLessThan(8);
  });

  it.each([1, 1.25, 1.5, 2])('has bars of one form on whole device pixels at %s', (ratio) => {
    const { picture, rects, canvas } = pictureOf(SMALL, ratio);
    picture.draw(levelsOf(fill(400, [200, 90, 0])), 6_000);
    expect(Number.isInteger(canvas.width)).toBe(true);
    expect(rects.every(({ x, y }) => Number.isInteger(x) && Number.isInteger(y))).toBe(true);
    expect(new Set(rects.map(({ w }) => w)).size).toBe(1);
  });

  it('gives a bar the same levels wherever it stands', () => {
    const { picture, rects } = pictureOf();
    const columns = Array.from({ length: 400 }, (_, at): LevelColumn => [at % 200, 0, 0]);
    const levels = levelsOf(columns);
    const heights = (endMs: number) => {
      picture.draw(levels, endMs);
      return rects.filter(({ color }) => color === 'teal').map(({ h }) => h);
    };
    const before = heights(7_200);
    expect(heights(7_260).slice(0, -1)).toEqual(before.slice(1));
  });

  it('shows as much of the call at any width', () => {
    for (const width of [999, 1_000, 1_700]) {
      const { canvas, rects } = noteCanvas();
      const picture = new WavePicture(canvas, SMALL, COLORS);
      picture.fit({ width, height: 72, ratio: 1 }, 20_000);
      picture.draw(levelsOf(fill(1_000, [200, 90, 0])), 20_000);
      expect(picture.barMs * (width / 3)).toBeCloseTo(20_000);
      expect(Math.min(...rects.map(({ x }) => x))).toBeLessThan(3);
    }
  });

  it('marks an interruption over the whole height, and thinking as an outline', () => {
    const { picture, rects } = pictureOf(LAYOUT);
    const columns = [...fill(150, [0, 0, 0]), ...fill(3, [0, 0, 4]), ...fill(147, [0, 0, 8])];
    picture.draw(levelsOf(columns), 6_000);
    expect(rects.filter(({ color }) => color === 'amber')).toMatchObject([{ y: 0, h: 72 }]);
    const outline = rects.filter(({ color, y }) => color === 'violet' && (y === 57 || y === 60));
    expect(new Set(outline.map(({ h }) => h))).toEqual(new Set([1]));
    expect(outline.length).toBeGreaterThan(80);
  });

  it('has the time, and marks where something happened', () => {
    const { picture, shapes, drawn } = pictureOf(LAYOUT);
    picture.draw(levelsOf(fill(400, [1, 1, 0])), 6_000, [
      { atMs: 3_000, kind: 'alert' },
      { atMs: 60_000, kind: 'act' },
    ]);
    expect(drawn.texts).toEqual(['00:00', '00:05']);
    expect(new Set(shapes.map(({ color }) => color))).toEqual(new Set(['amber']));
    expect(shapes[0]?.x).toBeGreaterThan(140);
    expect(shapes[0]?.x).toBeLessThan(160);
  });
});

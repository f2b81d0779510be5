import { useThemeStore } from '../../state/theme';
import { followDeviceSize } from '../../waves/deviceSize';
import type { HeardSince } from '../../waves/earLane';
import { frameScheduler } from '../../waves/frameScheduler';
import { Playhead } from '../../waves/playhead';
import { readWaveColors } from '../../waves/waveColors';
import type { WaveLayout } from '../../waves/waveLayout';
import { WavePicture } from '../../waves/wavePicture';
import { returnToLive, useAxisView } from './axisView';
import { useTimelineStore } from './callTimeline';
import type { TimelineMark } from './timelineMarks';

export const LAYOUT = {
  caller: { middle: 44, half: 24 },
  agent: { middle: 94, half: 24 },
  oneSided: false,
  lanes: {
    ruler: { top: 0, height: 18 },
    callerActivity: { top: 122, height: 6 },
    agentActivity: { top: 130, height: 6 },
    heard: { top: 140, height: 8 },
    marks: { top: 152, height: 13 },
  },
} as const satisfies WaveLayout;

/** Height of the whole picture, CSS pixels. */
export const LAYOUT_HEIGHT = 167;

/** Draws the selected call until the returned function is called. */
export function runWaves(
  box: HTMLElement,
  canvas: HTMLCanvasElement,
  marks: () => readonly TimelineMark[],
  heard: () => readonly HeardSince[],
): () => void {
  const picture = new WavePicture(canvas, LAYOUT, readWaveColors());
  const playhead = new Playhead();
  const stopSize = followDeviceSize(box, (size) => {
    picture.fit(size, useAxisView.getState().spanMs);
    fitted = size;
  });
  let fitted: Parameters<typeof picture.fit>[0] | null = null;
  let drawn = { marks: marks(), heard: heard() };
  const removeFrame = frameScheduler.add((_nowMs, elapsedMs) => {
    const levels = useTimelineStore.getState().timeline?.levels;
    if (levels === undefined || fitted === null) {
      return;
    }
    const { end } = useAxisView.getState();
    const liveMs = levels.timeOf(playhead.advance(levels.head, elapsedMs, picture.barMs));
    const now = { marks: marks(), heard: heard() };
    if (drawn.marks !== now.marks || drawn.heard !== now.heard || end !== 'live') {
      // A call on hold has no new column that would have it drawn again.
      drawn = now;
      picture.invalidate();
    }
    picture.draw(levels, end === 'live' ? liveMs : end, now.marks, now.heard);
  }, 0);
  const removeView = useAxisView.subscribe(({ spanMs }, before) => {
    if (spanMs !== before.spanMs && fitted !== null) {
      picture.fit(fitted, spanMs);
    }
  });
  const removeTheme = useThemeStore.subscribe(() => {
    picture.recolor(readWaveColors());
  });
  return () => {
    stopSize();
    removeFrame();
    removeView();
    removeTheme();
    returnToLive();
  };
}

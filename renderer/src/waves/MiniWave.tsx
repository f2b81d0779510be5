import { useEffect, useRef } from 'react';
import { CallLevels } from '../levels/callLevels';
import { levelRings } from '../levels/levelRings';
import { useThemeStore } from '../state/theme';
import { followDeviceSize } from './deviceSize';
import { frameScheduler } from './frameScheduler';
import { Playhead } from './playhead';
import { readWaveColors } from './waveColors';
import type { WaveLayout } from './waveLayout';
import { WavePicture } from './wavePicture';

/** Time shown, ms. */
const SPAN_MS = 6_000;

const LAYOUT: WaveLayout = {
  caller: { middle: 11, half: 10 },
  agent: { middle: 12, half: 10 },
  oneSided: true,
  lanes: null,
};

/** Time between two drawings in the list, ms. */
const EVERY_MS = 33;

/**
 * The small waveform of a call in the list: caller upwards, agent downwards. Drawn outside React.
 * While it is `still`, it is drawn once if it was not before: its row has come into sight since.
 */
export function MiniWave({
  meterId,
  still = false,
}: {
  readonly meterId: number;
  readonly still?: boolean;
}) {
  const boxRef = useRef<HTMLSpanElement>(null);
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const isDrawn = useRef(false);
  useEffect(() => {
    const canvas = canvasRef.current;
    if (canvas === null || boxRef.current === null || (still && isDrawn.current)) {
      return;
    }
    const levels = new CallLevels(levelRings.ring(meterId));
    const picture = new WavePicture(canvas, LAYOUT, readWaveColors());
    const playhead = new Playhead();
    const stopSize = followDeviceSize(boxRef.current, (size) => {
      picture.fit(size, SPAN_MS);
    });
    const removeFrame = frameScheduler.add((_nowMs, elapsedMs) => {
      const column = playhead.advance(levels.head, elapsedMs, picture.barMs);
      picture.draw(levels, levels.timeOf(column));
      isDrawn.current = true;
      if (still) {
        removeFrame();
      }
    }, EVERY_MS);
    const removeTheme = useThemeStore.subscribe(() => {
      picture.recolor(readWaveColors());
    });
    return () => {
      stopSize();
      removeFrame();
      removeTheme();
    };
  }, [meterId, still]);
  return (
    <span ref={boxRef} className="mini-wave" aria-hidden="true">
      <canvas ref={canvasRef} />
    </span>
  );
}

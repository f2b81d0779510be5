import { useEffect, useRef } from 'react';
import { levelRings } from '../levels/levelRings';
import { useThemeStore } from '../state/theme';
import { frameScheduler } from './frameScheduler';
import { Playhead } from './playhead';
import { readWaveColors } from './waveColors';
import { type WaveLayout, WaveSurface } from './waveSurface';

/** Width of a mini wave, CSS pixels: 5.8 s at 60 ms a pixel. */
const MINI_WAVE_WIDTH = 96;

/** Columns of 20 ms in one pixel. */
const COLUMNS_PER_PIXEL = 3;

const LAYOUT: WaveLayout = {
  caller: { middle: 11, half: 10 },
  agent: { middle: 12, half: 10 },
  oneSided: true,
  lane: null,
  height: 24,
};

/** Time between two drawings in the list, ms. */
const EVERY_MS = 33;

/**
 * The small waveform of a call in the list: caller upwards, agent downwards. Drawn outside React.
 */
export function MiniWave({ meterId }: { readonly meterId: number }) {
  const canvasRef = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = canvasRef.current;
    if (canvas === null) {
      return;
    }
    const surface = new WaveSurface(canvas, LAYOUT, readWaveColors());
    surface.resize(MINI_WAVE_WIDTH, window.devicePixelRatio, COLUMNS_PER_PIXEL);
    const playhead = new Playhead();
    const removeFrame = frameScheduler.add((_nowMs, elapsedMs) => {
      const ring = levelRings.ring(meterId);
      surface.draw(ring, playhead.advance(ring.head, elapsedMs));
    }, EVERY_MS);
    const removeTheme = useThemeStore.subscribe(() => {
      surface.recolor(readWaveColors());
    });
    return () => {
      removeFrame();
      removeTheme();
    };
  }, [meterId]);
  return <canvas ref={canvasRef} className="h-6 w-24" aria-hidden="true" />;
}

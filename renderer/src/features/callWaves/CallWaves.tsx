import { useEffect, useRef } from 'react';
import { t } from '../../i18n/i18n';
import { levelRings } from '../../levels/levelRings';
import { useThemeStore } from '../../state/theme';
import { frameScheduler } from '../../waves/frameScheduler';
import { Playhead } from '../../waves/playhead';
import { RULER_HEIGHT, TimeRuler } from '../../waves/timeRuler';
import { readWaveColors } from '../../waves/waveColors';
import { type WaveLayout, WaveSurface } from '../../waves/waveSurface';

/**
 * Least number of columns shown, of 20 ms each (20 s). A pixel stands for whole columns, so more
 * may be shown.
 */
const WINDOW_COLUMNS = 1000;

const LAYOUT: WaveLayout = {
  caller: { middle: 28, half: 24 },
  agent: { middle: 84, half: 24 },
  oneSided: false,
  lane: { caller: 119, agent: 129, height: 7 },
  height: 142,
};

/** Draws both canvases of a call until the returned function is called. */
function runWaves(
  box: HTMLElement,
  waveCanvas: HTMLCanvasElement,
  rulerCanvas: HTMLCanvasElement,
  meterId: number,
): () => void {
  const surface = new WaveSurface(waveCanvas, LAYOUT, readWaveColors());
  const ruler = new TimeRuler(rulerCanvas, readWaveColors());
  const playhead = new Playhead();
  const fit = (): void => {
    const columnsPerPixel = Math.max(1, Math.ceil(WINDOW_COLUMNS / Math.max(1, box.clientWidth)));
    surface.resize(box.clientWidth, window.devicePixelRatio, columnsPerPixel);
    ruler.resize(box.clientWidth, window.devicePixelRatio, columnsPerPixel);
  };
  fit();
  const observer = new ResizeObserver(fit);
  observer.observe(box);
  const removeFrame = frameScheduler.add((_nowMs, elapsedMs) => {
    const ring = levelRings.ring(meterId);
    const column = playhead.advance(ring.head, elapsedMs);
    surface.draw(ring, column);
    ruler.draw(column);
  }, 0);
  const removeTheme = useThemeStore.subscribe(() => {
    surface.recolor(readWaveColors());
    ruler.recolor(readWaveColors());
  });
  return () => {
    observer.disconnect();
    removeFrame();
    removeTheme();
  };
}

/** Caller and agent on one time axis, with voice activity and interruptions beneath. */
export function CallWaves({ meterId }: { readonly meterId: number }) {
  const boxRef = useRef<HTMLDivElement>(null);
  const waveRef = useRef<HTMLCanvasElement>(null);
  const rulerRef = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (boxRef.current === null || waveRef.current === null || rulerRef.current === null) {
      return;
    }
    return runWaves(boxRef.current, waveRef.current, rulerRef.current, meterId);
  }, [meterId]);
  return (
    <section aria-label={t('waves.label')} className="waves">
      <div className="waves-labels" aria-hidden="true">
        <span className="text-caller">{t('waves.caller')}</span>
        <span className="text-agent">{t('waves.agent')}</span>
        <span className="text-faint">{t('waves.activity')}</span>
      </div>
      <div ref={boxRef} className="waves-box">
        <canvas
          ref={rulerRef}
          className="block w-full"
          style={{ height: RULER_HEIGHT }}
          aria-hidden="true"
        />
        <canvas
          ref={waveRef}
          className="block w-full"
          style={{ height: LAYOUT.height }}
          aria-hidden="true"
          data-testid="call-wave"
        />
      </div>
    </section>
  );
}

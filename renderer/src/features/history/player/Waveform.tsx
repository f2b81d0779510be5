import { type RefObject, useEffect, useRef } from 'react';
import WaveSurfer from 'wavesurfer.js';
import type { RecordingPeaks } from '#model/history';
import { useThemeStore } from '#window/state/theme';
import { styleNonce } from '#window/styles/styleNonce';
import { readWaveColors } from '#window/waves/waveColors';

/** Height of one side, CSS pixels. */
const SIDE_HEIGHT = 28;

/** A recording that is quieter than this throughout stays small: it is noise. 0 to 1. */
const LEAST_PEAK = 0.2;

function loudest({ peaks }: RecordingPeaks): number {
  return peaks.reduce((most, each) => Math.max(most, each), 0) / 255;
}

/** Loudness of one side, 0 to 1. */
function side({ peaks }: RecordingPeaks, channel: number): Float32Array {
  return Float32Array.from(
    { length: peaks.length / 2 },
    (_, at) => (peaks[at * 2 + channel] ?? 0) / 255,
  );
}

/**
 * The wave of a recording: the caller above, what the caller heard below. It is drawn from the
 * stored overview; the element plays the file piece by piece, and nothing is decoded here.
 */
export function Waveform(props: {
  readonly media: RefObject<HTMLAudioElement | null>;
  readonly peaks: RecordingPeaks;
  readonly durationMs: number;
}) {
  const { media, peaks, durationMs } = props;
  const containerRef = useRef<HTMLDivElement>(null);
  const theme = useThemeStore((state) => state.inForce);
  useEffect(() => {
    const container = containerRef.current;
    if (container === null) {
      return;
    }
    const colors = readWaveColors();
    const look = (color: string) => ({
      ...{ height: SIDE_HEIGHT, waveColor: color, progressColor: color, cursorColor: colors.faint },
    });
    const wave = WaveSurfer.create({
      container,
      // Null where nobody may hear it: the wave alone is drawn.
      ...(media.current === null ? {} : { media: media.current }),
      peaks: [side(peaks, 0), side(peaks, 1)],
      duration: durationMs / 1000,
      // The slider around it takes pointer and keys: it knows of the other recordings.
      interact: false,
      cursorWidth: 0,
      normalize: true,
      maxPeak: Math.max(LEAST_PEAK, loudest(peaks)),
      cspNonce: styleNonce(),
      splitChannels: [look(colors.caller), look(colors.agent)],
    });
    return () => {
      wave.destroy();
    };
  }, [media, peaks, durationMs, theme]);
  return <div ref={containerRef} className="wave-picture" aria-hidden="true" />;
}

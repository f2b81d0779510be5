/** Colours of the canvases, read from the style sheet's variables. */
export type WaveColors = {
  readonly caller: string;
  readonly agent: string;
  readonly operator: string;
  readonly warn: string;
  readonly line: string;
  readonly faint: string;
};

/**
 * Reads the colours in force. Costs a style computation: read on mount and on a change of theme,
 * not for each frame.
 */
export function readWaveColors(): WaveColors {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(name).trim() || 'gray';
  return {
    caller: read('--caller'),
    agent: read('--agent'),
    operator: read('--text'),
    warn: read('--warn'),
    line: read('--wave-line'),
    faint: read('--text-faint'),
  };
}

/** Colours of the canvases, read from the style sheet's variables. */
export type WaveColors = {
  readonly caller: string;
  readonly agent: string;
  readonly operator: string;
  readonly warn: string;
  readonly line: string;
  readonly faint: string;
};

const forcedColors = window.matchMedia('(forced-colors: active)');

let known: { readonly theme: string; readonly colors: WaveColors } | null = null;

/**
 * The colours in force. To read them costs a style computation of the page, so that they are read
 * once for a theme: calls that come and go bring a canvas each.
 */
export function readWaveColors(): WaveColors {
  const own = document.documentElement.dataset['theme'] ?? '';
  const theme = forcedColors.matches ? `${own} forced` : own;
  if (known?.theme !== theme) {
    known = { theme, colors: colorsOf(getComputedStyle(document.documentElement)) };
  }
  return known.colors;
}

function colorsOf(style: CSSStyleDeclaration): WaveColors {
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

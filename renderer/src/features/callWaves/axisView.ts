import { create } from 'zustand';

/** Lengths of time that can be shown, ms. */
export const SPANS = [20_000, 40_000, 60_000] as const;

/** See SPANS. */
export type Span = (typeof SPANS)[number];

const STORAGE_KEY = 'waveSpan';

function savedSpan(): Span {
  const saved = Number(localStorage.getItem(STORAGE_KEY));
  return SPANS.find((span) => span === saved) ?? SPANS[0];
}

/** The stretch of the selected call that is in sight. */
export type AxisView = {
  readonly spanMs: Span;
  /** Its end, ms since the call reached Cordboard; `live`: it goes with the call. */
  readonly end: number | 'live';
};

export const useAxisView = create<AxisView>()(() => ({ spanMs: savedSpan(), end: 'live' }));

export function returnToLive(): void {
  useAxisView.setState({ end: 'live' });
}

/** Shows more or less of the call, and remembers it. */
export function setSpan(spanMs: Span): void {
  localStorage.setItem(STORAGE_KEY, String(spanMs));
  useAxisView.setState({ spanMs });
}

/** Shows another stretch of the call. One that reaches its end, `lengthMs`, goes with the call. */
export function scrollTo(endMs: number, lengthMs: number): void {
  const { spanMs } = useAxisView.getState();
  const first = Math.min(spanMs, lengthMs);
  useAxisView.setState({ end: endMs >= lengthMs ? 'live' : Math.max(first, endMs) });
}

/** Brings a moment of the selected call into the middle, ms since it reached Cordboard. */
export function showMoment(atMs: number, lengthMs: number): void {
  scrollTo(atMs + useAxisView.getState().spanMs / 2, lengthMs);
}

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SPARSE_PICTURE_MS } from '#model/drawing';
import { useTimelineStore } from '#window/features/callWaves/callTimeline';
import { runWaves } from '#window/features/callWaves/runWaves';
import type { TimelineMark } from '#window/features/callWaves/timelineMarks';
import { CallLevels } from '#window/levels/callLevels';
import { LevelRing } from '#window/levels/levelRing';
import type { HeardSince } from '#window/waves/earLane';

/** A box of 900 by 167 pixels: a simulated page has no sizes. */
class BoxObserver {
  readonly #tell: ResizeObserverCallback;

  constructor(tell: ResizeObserverCallback) {
    this.#tell = tell;
  }

  observe(): void {
    const size = [{ inlineSize: 900, blockSize: 167 }];
    const entry = { devicePixelContentBoxSize: size, contentBoxSize: size };
    setTimeout(() => {
      this.#tell([entry] as unknown as ResizeObserverEntry[], this as unknown as ResizeObserver);
    });
  }

  readonly disconnect = (): void => undefined;
}

const clearRect = vi.fn();

/** A canvas that takes whatever is drawn. */
function aCanvas(): HTMLCanvasElement {
  const context = new Proxy(
    { clearRect },
    { get: (own, name): unknown => Reflect.get(own, name) ?? vi.fn() },
  );
  return { style: {}, getContext: () => context } as unknown as HTMLCanvasElement;
}

let stop = (): void => undefined;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('ResizeObserver', BoxObserver);
  const levels = new CallLevels(new LevelRing());
  useTimelineStore.setState({
    timeline: { callId: 'held', levels, events: [], acts: [], samples: [] },
  });
});

afterEach(() => {
  stop();
  useTimelineStore.setState({ timeline: null });
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('the picture of a call without new columns, such as one on hold', () => {
  it('is drawn again when the caller hears something else, and stands still otherwise', () => {
    const noMarks: readonly TimelineMark[] = [];
    let heard: readonly HeardSince[] = [{ what: 'agent', fromMs: 0 }];
    stop = runWaves(
      document.createElement('div'),
      aCanvas(),
      () => noMarks,
      () => heard,
    );
    vi.advanceTimersByTime(SPARSE_PICTURE_MS);
    clearRect.mockClear();
    vi.advanceTimersByTime(3 * SPARSE_PICTURE_MS);
    expect(clearRect).not.toHaveBeenCalled();
    heard = [...heard, { what: 'music', fromMs: 3_000 }];
    vi.advanceTimersByTime(SPARSE_PICTURE_MS);
    expect(clearRect).toHaveBeenCalledOnce();
  });
});

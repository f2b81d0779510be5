import type { Page } from 'playwright';

/** What held the page up, and what moved in it without anybody's doing. */
export type PageFigures = {
  /** Tasks of the page over 50 ms ("Long Tasks API", W3C), and the longest of them, ms. */
  readonly longTasks: number;
  readonly longestTaskMs: number;
  /** Longest time from the start of a frame to its picture ("Long Animation Frames", W3C), ms. */
  readonly longestFrameMs: number;
  /**
   * Sum of the shifts of what is on the page ("Layout Instability API", W3C). What scrolls has not
   * shifted, such as a transcript that follows its end; nor has what moves soon after a click.
   */
  readonly layoutShift: number;
  /** What shifted, and from where to where (x y width height), as far as it is known. */
  readonly shifted: readonly string[];
};

/** Begins to watch the page, without making it draw; gives what ends it. */
export async function watchPage(page: Page): Promise<() => Promise<PageFigures>> {
  await page.evaluate(installPageWatch);
  return () => page.evaluate(() => (Reflect.get(globalThis, 'endPageWatch') as EndWatch)());
}

type EndWatch = () => PageFigures;

/** Its text is sent into the page: it needs nothing but what a page has. */
function installPageWatch(): void {
  type Shift = PerformanceEntry & {
    readonly value: number;
    readonly hadRecentInput: boolean;
    readonly sources: readonly {
      readonly node: Node | null;
      readonly previousRect: DOMRectReadOnly;
      readonly currentRect: DOMRectReadOnly;
    }[];
  };
  let longTasks = 0;
  let longestTaskMs = 0;
  let longestFrameMs = 0;
  let layoutShift = 0;
  const shifted = new Set<string>();
  const nameOf = (node: Node | null): string =>
    node instanceof Element
      ? `${node.tagName.toLowerCase()}.${node.className}`
      : `"${node?.textContent ?? ''}" in ${node?.parentElement?.className ?? 'nothing'}`;
  const placeOf = ({ x, y, width, height }: DOMRectReadOnly): string =>
    [x, y, width, height].map(Math.round).join(' ');
  const take = (entries: PerformanceEntryList): void => {
    for (const entry of entries) {
      if (entry.entryType === 'longtask') {
        longTasks += 1;
        longestTaskMs = Math.max(longestTaskMs, entry.duration);
      } else if (entry.entryType === 'long-animation-frame') {
        longestFrameMs = Math.max(longestFrameMs, entry.duration);
      } else if (!(entry as Shift).hadRecentInput) {
        layoutShift += (entry as Shift).value;
        for (const { node, previousRect, currentRect } of (entry as Shift).sources) {
          shifted.add(`${nameOf(node)}: ${placeOf(previousRect)} -> ${placeOf(currentRect)}`);
        }
      }
    }
  };
  const observer = new PerformanceObserver((list) => {
    take(list.getEntries());
  });
  observer.observe({ entryTypes: ['longtask', 'long-animation-frame', 'layout-shift'] });
  Reflect.set(globalThis, 'endPageWatch', (): PageFigures => {
    take(observer.takeRecords());
    observer.disconnect();
    return { longTasks, longestTaskMs, longestFrameMs, layoutShift, shifted: [...shifted] };
  });
}

/**
 * Lets the calls of a scene go on. In a thread of its own, as the main process has one: what it
 * makes must not hold up the page, which has to take in a copy of it all the same.
 */
import { SPARSE_PICTURE_MS } from '#model/drawing';
import type { ConsoleEvent } from '#model/events';
import { type HarnessTalk, TalkSource } from './harnessTalk';

/** What the page gets: levels as in src-main/model/levels.ts, or events. */
export type TalkMessage = ArrayBuffer | readonly ConsoleEvent[];

const page = globalThis as unknown as {
  postMessage(message: TalkMessage, transfer?: readonly Transferable[]): void;
};

addEventListener('message', ({ data }: MessageEvent<HarnessTalk>) => {
  const began = performance.now();
  const source = new TalkSource(data);
  // The page has these.
  source.levels(0);
  setInterval(() => {
    const elapsedMs = performance.now() - began;
    const levels = source.levels(elapsedMs);
    page.postMessage(levels, [levels]);
    page.postMessage(source.events(elapsedMs));
  }, SPARSE_PICTURE_MS);
});

import { describe, expect, it } from 'vitest';
import { LagWatch } from '#main/media/vad/silero/lagWatch';

/** Lets seconds pass, in each of which the longest lag was this. */
function live(watch: LagWatch, lagMs: number, seconds: number): void {
  for (let second = 0; second < seconds; second += 1) {
    watch.note(lagMs / 2);
    watch.note(lagMs);
    watch.nextSecond();
  }
}

describe('LagWatch', () => {
  it('names the longest lag of the last five seconds', () => {
    const watch = new LagWatch(96);
    live(watch, 40, 1);
    live(watch, 10, 4);
    expect(watch.longestMs).toBe(40);
    live(watch, 10, 1);
    expect(watch.longestMs).toBe(10);
  });

  it('does not call a hiccup being behind', () => {
    const watch = new LagWatch(96);
    live(watch, 10, 3);
    live(watch, 300, 1);
    live(watch, 10, 1);
    expect(watch.isBehind).toBe(false);
  });

  it('is behind from the second late second on, until five were in time', () => {
    const watch = new LagWatch(96);
    live(watch, 300, 2);
    expect(watch.isBehind).toBe(true);
    live(watch, 10, 4);
    expect(watch.isBehind).toBe(true);
    live(watch, 10, 2);
    expect(watch.isBehind).toBe(false);
  });

  it('begins anew with a new model', () => {
    const watch = new LagWatch(96);
    live(watch, 300, 3);
    watch.reset();
    expect(watch.isBehind).toBe(false);
    expect(watch.longestMs).toBe(0);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SPARSE_PICTURE_MS } from '#model/drawing';
import { FrameScheduler } from '#window/waves/frameScheduler';

let frames: number;
let scheduler: FrameScheduler;
let remove: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  scheduler = new FrameScheduler();
  frames = 0;
});
afterEach(() => {
  // It goes on listening to the document.
  remove();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const draw = (): void => {
  frames += 1;
};

describe('the clock by which the window draws', () => {
  it('goes at 3 Hz, and asks for no frame of the screen, where the processor draws', () => {
    const asked = vi.spyOn(window, 'requestAnimationFrame');
    remove = scheduler.add(draw, 0);
    vi.advanceTimersByTime(1_000);
    expect(frames).toBe(3);
    expect(asked).not.toHaveBeenCalled();
  });

  it('goes with the frames of the screen where a graphics card draws', () => {
    scheduler.setDrawing('gpu');
    remove = scheduler.add(draw, 0);
    vi.advanceTimersByTime(1_000);
    expect(frames).toBeGreaterThan(55);
    expect(frames).toBeLessThan(65);
  });

  it('keeps to the pace of each part', () => {
    scheduler.setDrawing('gpu');
    remove = scheduler.add(draw, 100);
    vi.advanceTimersByTime(1_000);
    expect(frames).toBe(10);
  });

  it('stands still while nothing is to be drawn, and while nobody sees the window', () => {
    remove = scheduler.add(draw, 0);
    vi.advanceTimersByTime(2 * SPARSE_PICTURE_MS);
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(vi.getTimerCount()).toBe(0);
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    vi.advanceTimersByTime(SPARSE_PICTURE_MS);
    expect(frames).toBe(3);
    remove();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('draws all parts in the next moment where that is asked for, and goes on at its pace', () => {
    remove = scheduler.add(draw, 1_000);
    vi.advanceTimersByTime(10);
    scheduler.drawSoon();
    scheduler.drawSoon();
    vi.advanceTimersByTime(0);
    expect(frames).toBe(1);
    vi.advanceTimersByTime(SPARSE_PICTURE_MS);
    expect(frames).toBe(1);
    vi.advanceTimersByTime(1_000);
    expect(frames).toBe(2);
  });
});

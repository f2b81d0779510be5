import { describe, expect, it, vi } from 'vitest';
import configuration from '#root/electron-builder';
import { APP_ID, identify } from '#shell/appId';
import { DOT_SIZE, redDot, showOnIcon } from '#shell/badge';

function shown(platform: NodeJS.Platform, calls: number) {
  const place = {
    platform,
    setNumber: vi.fn<(calls: number) => void>(),
    setDot: vi.fn<(meaning: string | null) => void>(),
    meaning: (count: number) => `${String(count)} calls`,
  };
  showOnIcon(place, calls);
  return { numbers: place.setNumber.mock.calls.flat(), dots: place.setDot.mock.calls.flat() };
}

describe('the calls that need somebody, on the icon', () => {
  it.each(['darwin', 'linux'] as const)('are a number on %s', (platform) => {
    expect(shown(platform, 3)).toEqual({ numbers: [3], dots: [] });
    expect(shown(platform, 0)).toEqual({ numbers: [0], dots: [] });
  });

  it('are a dot with its meaning on Windows, and none without such calls', () => {
    expect(shown('win32', 3)).toEqual({ numbers: [], dots: ['3 calls'] });
    expect(shown('win32', 0)).toEqual({ numbers: [], dots: [null] });
  });
});

describe('the dot', () => {
  const pixel = (x: number, y: number) =>
    [...redDot().subarray((y * DOT_SIZE + x) * 4, (y * DOT_SIZE + x + 1) * 4)].map(Number);

  it('is red and opaque in its middle, and nothing in its corners', () => {
    expect(redDot()).toHaveLength(DOT_SIZE * DOT_SIZE * 4);
    const [blue, green, red, opacity] = pixel(DOT_SIZE / 2, DOT_SIZE / 2);
    expect(opacity).toBe(255);
    expect(red).toBeGreaterThan(2 * Math.max(Number(blue), Number(green)));
    expect(pixel(0, 0)).toEqual([0, 0, 0, 0]);
    expect(pixel(DOT_SIZE - 1, DOT_SIZE - 1)).toEqual([0, 0, 0, 0]);
  });
});

describe('the name of the program', () => {
  it('is told to Windows alone, and is that of the installer', () => {
    const setAppUserModelId = vi.fn();
    identify({ setAppUserModelId }, 'linux');
    expect(setAppUserModelId).not.toHaveBeenCalled();
    identify({ setAppUserModelId }, 'win32');
    expect(setAppUserModelId).toHaveBeenCalledExactlyOnceWith(APP_ID);
    expect(configuration).toMatchObject({ appId: APP_ID });
  });
});

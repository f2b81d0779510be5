import { describe, expect, it, vi } from 'vitest';
import { relaunch } from '#shell/appImage';

function relaunched(isPackaged: boolean, env: Record<string, string>, ...args: string[]) {
  const app = { isPackaged, relaunch: vi.fn() };
  relaunch(app, env, args);
  expect(app.relaunch).toHaveBeenCalledOnce();
  return app.relaunch.mock.calls[0] as unknown[];
}

const IMAGE = { APPIMAGE: '/home/ann/Cordboard.AppImage' };

describe('the program that starts again', () => {
  it('is the same one, with the same arguments', () => {
    expect(relaunched(true, {}, '--hidden')).toEqual([]);
  });

  it('is of an AppImage its file, which unpacks itself', () => {
    expect(relaunched(true, IMAGE, '--hidden')).toEqual([
      { execPath: IMAGE.APPIMAGE, args: ['--appimage-extract-and-run', '--hidden'] },
    ]);
  });

  it('is told so once, however often it starts again', () => {
    expect(relaunched(true, IMAGE, '--appimage-extract-and-run', '--hidden')).toMatchObject([
      { args: ['--appimage-extract-and-run', '--hidden'] },
    ]);
  });

  it('is no other AppImage that started a program from source', () => {
    expect(relaunched(false, IMAGE)).toEqual([]);
  });
});

import AppImageTarget from 'app-builder-lib/out/targets/appimage/AppImageTarget';
import type { Configuration } from 'electron-builder';
import { describe, expect, it } from 'vitest';
import configuration from '#root/electron-builder';

/** What the AppImage's desktop entry starts, as electron-builder makes it of a configuration. */
async function desktopExec(config: Configuration): Promise<string> {
  const packager = { platformSpecificBuildOptions: config.linux, config, appInfo: {} };
  const helper = { computeDesktopEntry: (_options: unknown, exec: string) => exec };
  const target = new AppImageTarget('AppImage', packager as never, helper as never, '');
  return await (target as unknown as { desktopEntry: { value: Promise<string> } }).desktopEntry
    .value;
}

describe('the desktop entry of the AppImage', () => {
  it('leaves the sandbox on', async () => {
    expect(await desktopExec(configuration)).toBe('AppRun %U');
  });

  it('would switch it off if electron-builder had its way', async () => {
    expect(await desktopExec({ ...configuration, appImage: {} })).toContain('--no-sandbox');
  });
});

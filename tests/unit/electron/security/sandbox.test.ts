import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sandboxState } from '#shell/security/sandbox';

describe('the sandbox', () => {
  let folder: string;
  const started = (...switches: readonly string[]) =>
    sandboxState({ hasSwitch: (name) => switches.includes(name) }, path.join(folder, 'cordboard'));

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'cordboard-sandbox-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('is on unless the command line says otherwise', () => {
    expect(started('disable-gpu')).toBe('on');
    expect(started('disable-gpu', 'no-sandbox')).toBe('off');
  });

  it('counts as taken away when the switch may have come from the start script of an AppImage', async () => {
    await writeFile(path.join(folder, 'AppRun'), '');
    expect(started()).toBe('on');
    expect(started('no-sandbox')).toBe('taken-away');
  });
});

import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sandboxState } from '#shell/security/sandbox';
import { writeAppRun } from '#support/appRun';

const run = promisify(execFile);

describe('the start script of the AppImage', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'cordboard-appimage-'));
    const program = path.join(folder, 'cordboard');
    await writeFile(program, '#!/bin/sh\necho "$0" "$@"\n', { mode: 0o755 });
  });

  afterEach(() => rm(folder, { recursive: true }));

  /** What the program makes of the way in which the script starts it. */
  async function stateWith(userNamespaces: 'allowed' | 'forbidden') {
    const { script } = await writeAppRun(folder, userNamespaces);
    const { stdout } = await run(script, [], { env: { PATH: process.env['PATH'] } });
    const [program = '', ...args] = stdout.trim().split(' ');
    return sandboxState({ hasSwitch: (name) => args.includes(`--${name}`) }, program);
  }

  it('leaves the sandbox on where user namespaces are allowed', async () => {
    expect(await stateWith('allowed')).toBe('on');
  });

  it('takes the sandbox away where they are not, which the program notices', async () => {
    expect(await stateWith('forbidden')).toBe('taken-away');
  });
});

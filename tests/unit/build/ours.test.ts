import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInOurFolders, OUR_FOLDERS } from '#build/lib/ours';
import { CHECKS } from '#build/lib/testSteps';

const ROOT = resolve(import.meta.dirname, '../../..');
const UGLY = 'export   const a=1\n';

describe('the format check', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'cordboard-ours-'));
    for (const folder of [...OUR_FOLDERS, '.']) {
      plant(`${folder}/tidy.ts`, 'export const a = 1;\n');
    }
  });

  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  function plant(file: string, text: string): void {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }

  function check() {
    const all = CHECKS['format']?.args ?? [];
    const args = all.slice(0, all.indexOf('--cache'));
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: root,
      encoding: 'utf8',
    });
    return { status, output: stdout + stderr };
  }

  it('does not look into what is made beside the sources, whatever it is called', () => {
    plant('.cache/asterisk-chroot.making-x/usr/share/a.ts', UGLY);
    plant('my-cache/asterisk-chroot/usr/share/a.ts', UGLY);
    // As /proc/self of a file system in the making: walking through it never ends.
    symlinkSync('..', join(root, 'my-cache', 'self'));
    expect(check()).toMatchObject({ status: 0 });
  });

  it.each(['src-main/model/ugly.ts', 'ugly.cjs'])('looks at %s', (file) => {
    plant(file, UGLY);
    const { status, output } = check();
    expect(output).toContain(file);
    expect(status).toBe(1);
  });
});

describe('a folder for the caches', () => {
  it.each([
    ['tests/cache', true],
    ['build', true],
    ['.cache', false],
    ['testsuite', false],
    ['../build', false],
  ])('%s lies in the sources: %s', (folder, expected) => {
    expect(isInOurFolders(join(ROOT, folder))).toBe(expected);
  });
});

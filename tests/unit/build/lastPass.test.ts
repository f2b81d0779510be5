import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commitHere, lastPass, rememberPass } from '#build/lib/lastPass';
import { run } from '#build/lib/run';

let root: string;
let cache: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cordboard-last-pass-'));
  cache = join(root, 'cache');
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

/** A repository with one commit, whose name is given. */
async function commitSomething(): Promise<string> {
  const who = ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.com'];
  await run('git', ['init', '-q'], { cwd: root });
  await run('git', [...who, 'commit', '-q', '--allow-empty', '--no-verify', '-m', 'first'], {
    cwd: root,
  });
  return (await commitHere(root)) ?? '';
}

describe('the commit on which all unit tests passed', () => {
  it('is known once it was said', async () => {
    const commit = await commitSomething();
    expect(commit).toMatch(/^[0-9a-f]{40}/);
    expect(await lastPass(root, cache)).toBeUndefined();
    rememberPass(commit, cache);
    expect(await lastPass(root, cache)).toBe(commit);
  });

  it('is not known where it went with its branch', async () => {
    await commitSomething();
    rememberPass('0123456789'.repeat(4), cache);
    expect(await lastPass(root, cache)).toBeUndefined();
  });

  it('is not known where the file says something else', async () => {
    await commitSomething();
    mkdirSync(cache);
    writeFileSync(join(cache, 'unit-tests-passed'), '--all\n');
    expect(await lastPass(root, cache)).toBeUndefined();
  });

  it('is not known without git', async () => {
    expect(await commitHere(root)).toBeUndefined();
    rememberPass('0123456789'.repeat(4), cache);
    expect(await lastPass(root, cache)).toBeUndefined();
  });
});

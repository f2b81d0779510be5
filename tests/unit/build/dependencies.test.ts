import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { areDependenciesInstalled } from '#build/lib/dependencies';

describe('whether node_modules holds what the lock file asks for', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'cordboard-dependencies-'));
    mkdirSync(join(root, 'node_modules'));
    lock({ '': {}, 'node_modules/a': { version: '1.0.0' } });
  });

  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  function lock(packages: object): void {
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }));
  }

  function installed(packages: object): void {
    const file = join(root, 'node_modules', '.package-lock.json');
    writeFileSync(file, JSON.stringify({ packages }));
  }

  it('is content when every version is the asked one', () => {
    installed({ 'node_modules/a': { version: '1.0.0' } });
    expect(areDependenciesInstalled(root)).toBe(true);
  });

  it('asks for an install after an interrupted one, which left no record', () => {
    expect(areDependenciesInstalled(root)).toBe(false);
  });

  it('asks for an install when the lock file wants another version', () => {
    installed({ 'node_modules/a': { version: '0.9.0' } });
    expect(areDependenciesInstalled(root)).toBe(false);
  });

  it('asks for an install when a package is missing', () => {
    installed({});
    expect(areDependenciesInstalled(root)).toBe(false);
  });

  it('does not miss a package that is only for other systems', () => {
    lock({ '': {}, 'node_modules/a': { version: '1.0.0', optional: true } });
    installed({});
    expect(areDependenciesInstalled(root)).toBe(true);
  });
});

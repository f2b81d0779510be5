import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commitMessageFault } from '#build/lib/commitMessage';
import { ensureGitHooks } from '#build/lib/gitHooks';
import { ROOT } from '#build/lib/paths';

/** Without the developer's own settings of git, and as on their machine wherever this runs. */
const ENV = {
  ...process.env,
  CI: '',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ana',
  GIT_AUTHOR_EMAIL: 'ana@example.org',
  GIT_COMMITTER_NAME: 'Ana',
  GIT_COMMITTER_EMAIL: 'ana@example.org',
};

let repository: string;

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: repository, env: ENV, encoding: 'utf8' }).trim();
}

function hooksPath(): string {
  const { stdout } = spawnSync('git', ['config', '--get', 'core.hooksPath'], {
    cwd: repository,
    env: ENV,
    encoding: 'utf8',
  });
  return stdout.trim();
}

// Sources that came as an archive may lie on a machine without git.
const hasGit = spawnSync('git', ['--version']).status === 0;

describe.runIf(hasGit)('in a repository', () => {
  beforeEach(() => {
    repository = mkdtempSync(join(tmpdir(), 'cordboard-hooks-'));
    git('init', '--quiet');
  });

  afterEach(() => {
    rmSync(repository, { recursive: true, force: true });
  });

  describe('which hooks git runs', () => {
    it('are those of the repository, once its packages were installed', async () => {
      await ensureGitHooks(repository, ENV);
      expect(hooksPath()).toBe('.githooks');
    });

    it('stay those that the developer has chosen', async () => {
      git('config', 'core.hooksPath', 'mine');
      await ensureGitHooks(repository, ENV);
      expect(hooksPath()).toBe('mine');
    });

    it('are none on a build server', async () => {
      await ensureGitHooks(repository, { ...ENV, CI: 'true' });
      expect(hooksPath()).toBe('');
    });

    it("are not those of sources that lie inside somebody else's repository", async () => {
      mkdirSync(join(repository, 'vendor'));
      await ensureGitHooks(join(repository, 'vendor'), ENV);
      expect(hooksPath()).toBe('');
    });
  });

  describe('a commit', () => {
    beforeEach(() => {
      symlinkSync(join(ROOT, 'build'), join(repository, 'build'), 'junction');
      git('config', 'core.hooksPath', join(ROOT, '.githooks'));
      write('eslint.config.js', "export default [{ rules: { 'no-var': 'error' } }];\n");
      write('package.json', '{ "type": "module" }\n');
    });

    function write(file: string, text: string): void {
      writeFileSync(join(repository, file), text);
    }

    function commit(message: string): { readonly done: boolean; readonly output: string } {
      const { status, stdout, stderr } = spawnSync(
        'git',
        ['commit', '--allow-empty', '--message', message],
        { cwd: repository, env: ENV, encoding: 'utf8' },
      );
      return { done: status === 0, output: stdout + stderr };
    }

    it('is made of files that are in order', () => {
      write('good.js', 'export const good = 1;\n');
      git('add', 'good.js');
      expect(commit('feat(call): a good file')).toMatchObject({ done: true });
    });

    it('is not made of a file that the linter refuses', () => {
      write('a bad.js', 'var bad = 1;\nbad();\n');
      git('add', 'a bad.js');
      const { done, output } = commit('feat: a bad file');
      expect(done).toBe(false);
      expect(output).toContain('no-var');
    });

    it('is not made of a file that is not formatted', () => {
      write('table.json', '{"a":1}');
      git('add', 'table.json');
      const { done, output } = commit('feat: a table');
      expect(done).toBe(false);
      expect(output).toContain('table.json');
    });

    it('does not answer for files that are no part of it, or that it takes away', () => {
      write('gone.js', 'var gone = 1;\ngone();\n');
      git('add', 'gone.js');
      git('commit', '--quiet', '--no-verify', '--message', 'earlier');
      git('rm', '--quiet', 'gone.js');
      write('not staged.js', 'var other = 1;\nother();\n');
      expect(commit('fix: a file less')).toMatchObject({ done: true });
    });

    it('is not made under a message without a type', () => {
      const { done, output } = commit('Some changes');
      expect(done).toBe(false);
      expect(output).toContain('"Some changes"');
    });
  });
});

describe('the message of a commit', () => {
  it.each([
    'feat: a thing',
    'fix(call): a caller is heard',
    'refactor(api)!: another address',
    'docs: why\n\nBecause.\n# Please enter the commit message\n# On branch main\n',
    '\n\ntest(e2e): after empty lines\n',
    `build: ${'x'.repeat(65)}`,
    "Merge branch 'main' into other",
    'Revert "Some changes"',
    'fixup! feat: a thing',
  ])('may be %j', (message) => {
    expect(commitMessageFault(message)).toBeUndefined();
  });

  it.each([
    ['feature: a thing', /is not "type/],
    ['feat(Call): a thing', /is not "type/],
    ['feat:a thing', /is not "type/],
    ['', /is not "type/],
    [`build: ${'x'.repeat(66)}`, /73 characters/],
    ['feat: a thing\nand more', /empty line/],
  ])('may not be %j', (message, fault) => {
    expect(commitMessageFault(message)).toMatch(fault);
  });
});

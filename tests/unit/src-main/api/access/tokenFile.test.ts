import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TokenBook } from '#main/api/access/tokenBook';
import { addToken, readTokens, removeToken } from '#main/api/access/tokenFile';
import { silentLog } from '#main/observability/log';

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cordboard-tokens-'));
  file = join(folder, 'deep', 'api-tokens.json');
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function added(name: string, role: 'read' | 'act' = 'read'): Promise<string> {
  const token = await addToken(file, name, role, 1);
  expect(token.ok).toBe(true);
  return token.ok ? token.value : '';
}

describe('the file of tokens', () => {
  it('is made for its owner only and holds no token', async () => {
    const token = await added('grafana');
    expect(token).toMatch(/^cordboard_[\w-]{43}$/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).not.toContain(token.slice(10));
    expect(await readdir(join(folder, 'deep'))).toEqual(['api-tokens.json']);
  });

  it('gives a different token each time', async () => {
    expect(await added('a')).not.toBe(await added('b'));
  });

  it.each(['', 'a b', 'ä', 'x'.repeat(41), 'a:b', '../x'])(
    'takes no token named "%s"',
    async (name) => {
      expect(await addToken(file, name, 'read', 1)).toMatchObject({
        ok: false,
        error: { kind: 'invalid-input' },
      });
    },
  );

  it('keeps names unique', async () => {
    await added('ops');
    expect(await addToken(file, 'ops', 'act', 1)).toMatchObject({ ok: false });
  });

  it('removes by name', async () => {
    await added('ops');
    await added('other');
    expect(await removeToken(file, 'ops')).toMatchObject({ ok: true });
    expect(await removeToken(file, 'ops')).toMatchObject({
      ok: false,
      error: { kind: 'not-found' },
    });
    const left = await readTokens(file);
    expect(left.ok && left.value.map(({ name }) => name)).toEqual(['other']);
  });

  it.each([0o644, 0o640, 0o620, 0o602])('is not trusted with mode %o', async (mode) => {
    await added('ops');
    await chmod(file, mode);
    const read = await readTokens(file);
    expect(read).toMatchObject({ ok: false, error: { kind: 'config' } });
    expect(read.ok ? '' : read.error.message).toContain('chmod 600');
  });

  it.each([
    '',
    '{',
    '[]',
    '{"tokens":[{"name":"x"}]}',
    '{"tokens":[{"name":"x","role":"root","sha256":"00","createdAt":1}]}',
  ])('with the damaged content %s holds none, and is not written over', async (content) => {
    await added('ops');
    await writeFile(file, content);
    expect(await readTokens(file)).toMatchObject({ ok: false });
    expect(await addToken(file, 'new', 'read', 1)).toMatchObject({ ok: false });
    expect(await readFile(file, 'utf8')).toBe(content);
  });
});

describe('TokenBook', () => {
  it('knows its tokens from the first request on, also while it reads them', async () => {
    const token = await added('a', 'act');
    const book = new TokenBook(file, silentLog);
    const found = [book.find(token)];
    for (let n = 0; n < 20; n += 1) {
      await new Promise(setImmediate);
      found.push(book.find(token));
    }
    expect((await Promise.all(found)).map((entry) => entry?.name)).toEqual(found.map(() => 'a'));
  });

  it('finds a token by its text and nothing else', async () => {
    const [read, act] = [await added('grafana'), await added('ops', 'act')];
    const book = new TokenBook(file, silentLog);
    expect(await book.find(read)).toMatchObject({ name: 'grafana', role: 'read' });
    expect(await book.find(act)).toMatchObject({ name: 'ops', role: 'act' });
    const kept = await readTokens(file);
    const hash = kept.ok ? (kept.value[0]?.sha256 ?? '') : '';
    for (const wrong of ['', 'grafana', hash, read.slice(0, -1), `${read} `, read.toUpperCase()]) {
      expect(await book.find(wrong)).toBeNull();
    }
  });

  it('knows none while there is no file, or one that others can write', async () => {
    const book = new TokenBook(file, silentLog);
    expect(await book.find('x')).toBeNull();
    const token = await added('ops', 'act');
    await chmod(file, 0o666);
    expect(await new TokenBook(file, silentLog).find(token)).toBeNull();
  });
});

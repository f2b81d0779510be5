import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TokenBook } from '#main/api/access/tokenBook';
import { runApiTokens } from '#main/cli/apiTokens';
import { silentLog } from '#main/observability/log';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cordboard-cli-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function run(...args: string[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const code = await runApiTokens(
    args,
    { CORDBOARD_DATA_DIR: folder },
    { envFilePath: join(folder, '.env'), print: (line) => lines.push(line) },
  );
  return { code, lines };
}

/** The token that was printed. */
function tokenIn(lines: readonly string[]): string {
  return /^ {2}(cordboard_\S+)$/m.exec(lines.join('\n'))?.[1] ?? '';
}

describe('npm run token', () => {
  it('makes a token that the API knows', async () => {
    const { code, lines } = await run('ops', '--act');
    expect(code).toBe(0);
    const file = join(folder, 'api-tokens.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const found = await new TokenBook(file, silentLog).find(tokenIn(lines));
    expect(found).toMatchObject({ name: 'ops', role: 'act' });
  });

  it('shows an example that fits the settings', async () => {
    const { lines } = await run('ops');
    expect(lines.at(-1)).toBe(
      `  curl -H "Authorization: Bearer ${tokenIn(lines)}" http://127.0.0.1:8000/calls`,
    );
    await writeFile(join(folder, '.env'), 'API_HOST=::\nAPI_PORT=9443\nAPI_TLS_CERT_FILE=c.pem\n');
    expect((await run('far')).lines.at(-1)).toMatch(/ https:\/\/localhost:9443\/calls$/);
    await writeFile(join(folder, '.env'), 'API_HOST=::1\nAPI_PORT=0\n');
    expect((await run('any')).lines.at(-1)).toMatch(/ http:\/\/\[::1\]:PORT\/calls$/);
  });

  it('makes a reading one unless told otherwise, lists without showing it, and removes it', async () => {
    const token = tokenIn((await run('grafana')).lines);
    const list = await run('--list');
    expect(list.lines.at(-1)).toMatch(/^grafana +reads, made on \d{4}-/);
    expect(list.lines.join('\n')).not.toContain(token.slice(-10));
    expect(await run('--remove', 'grafana')).toMatchObject({ code: 0 });
    expect((await run('--list')).lines).toHaveLength(1);
  });

  it.each([
    [[]],
    [['--act']],
    [['a b']],
    [['one', 'two']],
    [['--acting', 'ops']],
    [['--remove']],
    [['--remove', '--act']],
    [['--remove', 'nobody']],
    [['--remove', 'ops', '--act']],
    [['--list', 'ops']],
  ])('says what is wrong with %o', async (args) => {
    const { code, lines } = await run(...args);
    expect(code).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/token/);
  });
});

import { mkdtemp, rm, stat } from 'node:fs/promises';
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

describe('npm start -- --add-api-token', () => {
  it('makes a token that the API knows', async () => {
    const { code, lines } = await run('--add-api-token', 'ops', '--acting');
    expect(code).toBe(0);
    const file = join(folder, 'api-tokens.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const found = await new TokenBook(file, silentLog).find(lines.at(-1) ?? '');
    expect(found).toMatchObject({ name: 'ops', role: 'act' });
  });

  it('makes a reading one unless told otherwise, lists without showing it, and removes it', async () => {
    const token = (await run('--add-api-token=grafana')).lines.at(-1) ?? '';
    const list = await run('--list-api-tokens');
    expect(list.lines.at(-1)).toMatch(/^grafana +reads, made on \d{4}-/);
    expect(list.lines.join('\n')).not.toContain(token.slice(-10));
    expect(await run('--remove-api-token', 'grafana')).toMatchObject({ code: 0 });
    expect((await run('--list-api-tokens')).lines).toHaveLength(1);
  });

  it.each([
    [['--add-api-token']],
    [['--add-api-token', '--acting']],
    [['--add-api-token', 'a b']],
    [['--remove-api-token', 'nobody']],
    [['--acting']],
  ])('says what is wrong with %o', async (args) => {
    const { code, lines } = await run(...args);
    expect(code).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/token/);
  });
});

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog, type LogLevel, type RootLog, silentLog } from '#main/observability/log';

let folder = '';
let lines: string[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cordboard-log-'));
  lines = [];
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function makeLog(
  level: LogLevel = 'INFO',
  extra: { file?: string; secrets?: string[] } = {},
): RootLog {
  return createLog({
    level: () => level,
    file: extra.file ?? '',
    name: 'test',
    secrets: () => extra.secrets ?? [],
    stdout: { write: (line) => lines.push(line) },
  });
}

function fieldsOf(index = 0): Record<string, unknown> {
  return JSON.parse(lines[index] ?? '{}') as Record<string, unknown>;
}

describe('createLog', () => {
  it('writes one JSON object a line with level, time, name, message and fields', () => {
    makeLog().info({ callId: 'a1' }, 'call arrived');
    expect(fieldsOf()).toMatchObject({
      level: 'info',
      name: 'test',
      callId: 'a1',
      msg: 'call arrived',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
    });
  });

  it('leaves out lines below the level and uses the names of LOG_LEVEL', () => {
    const log = makeLog('WARNING');
    log.debug({}, 'a');
    log.info({}, 'b');
    log.warn({}, 'c');
    log.error({}, 'd');
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['c', 'd']);
  });

  it('follows the level while it runs, in children that are there already too', () => {
    let level: LogLevel = 'INFO';
    const log = createLog({
      ...{ level: () => level, file: '', name: 'test' },
      stdout: { write: (line) => lines.push(line) },
    });
    const child = log.child({ pii: { name: 'Ana' } });
    child.debug({}, 'a');
    level = 'DEBUG';
    child.debug({ pii: { number: '600123' } }, 'b');
    level = 'INFO';
    child.info({ pii: { number: '600123' } }, 'c');
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['b', 'c']);
    expect(lines[0]).toContain('600123');
    expect(lines[1]).not.toMatch(/Ana|600123/);
  });

  it('adds the fields of a child to its lines only', () => {
    const log = makeLog();
    log.child({ callId: 'a1' }).child({ part: 'media' }).info({}, 'x');
    log.info({}, 'y');
    expect(fieldsOf(0)).toMatchObject({ callId: 'a1', part: 'media' });
    expect(fieldsOf(1)).not.toHaveProperty('callId');
  });

  it('replaces personal data unless the level is DEBUG', () => {
    makeLog('INFO')
      .child({ pii: { name: 'Ana' } })
      .info({ a: { pii: { number: '600' } } }, 'x');
    // A time may have any three digits in it by chance.
    expect(JSON.stringify({ ...fieldsOf(0), time: '' })).not.toMatch(/Ana|600/);
    makeLog('DEBUG').info({ pii: { number: '600123' } }, 'x');
    expect(lines[1]).toContain('600123');
  });

  it.each([
    ['a secret field', { apiKey: 'S3CRET', x: { ARI_PASSWORD: 'S3CRET' } }],
    [
      'an authorization header',
      { headers: { Authorization: 'Basic S3CRET', 'x-goog-api-key': 'S3CRET' } },
    ],
    ['key= in a URL', { url: 'wss://host/ws?key=S3CRET&alt=json' }],
    ['api_key in a URL', { url: 'ws://host/ari/events?api_key=asterisk:S3CRET&app=x' }],
    ['user info of a URL', { url: new URL('http://asterisk:S3CRET@host/ari') }],
    ['a URL in an error', { error: new Error('connect http://a:S3CRET@host failed') }],
    ['the cause of an error', { error: new Error('x', { cause: new Error('?key=S3CRET') }) }],
    ['a text with JSON in it', { body: '{"password":"S3CRET","a":1}' }],
    ['a header in a text', { text: 'Authorization: Bearer S3CRETS3CRET' }],
    ['an array', { list: ['key=S3CRET'] }],
  ])('takes the secret out of %s', (_name, fields) => {
    makeLog('DEBUG').info(fields, 'x');
    expect(lines[0]).not.toContain('S3CRET');
    expect(lines[0]).toContain('[redacted]');
  });

  it('takes the secrets in force out of every text, message and field of a child', () => {
    const log = makeLog('DEBUG', { secrets: ['hunter22', 'x'] });
    log.child({ where: 'hunter22' }).info({ note: 'was hunter22.', box: 'x' }, 'said hunter22');
    expect(lines[0]).not.toContain('hunter22');
    expect(fieldsOf()['box']).toBe('x');
  });

  it('writes values that JSON cannot hold', () => {
    const circular: Record<string, unknown> = { n: 1n, f: () => 1, buffer: Buffer.alloc(640) };
    circular['self'] = circular;
    makeLog().info({ circular, text: 'y'.repeat(10_000) }, 'x');
    expect(fieldsOf()).toMatchObject({
      circular: { n: '1', f: '[function]', buffer: '[640 bytes]', self: '[circular]' },
    });
    expect(lines[0]?.length).toBeLessThan(5_000);
  });

  it('writes the file too, and makes its folders', async () => {
    const file = join(folder, 'deep', 'er', 'cordboard.log');
    const log = makeLog('INFO', { file });
    log.info({ a: 1 }, 'first');
    log.info({ a: 2 }, 'second');
    await log.close();
    await log.close();
    const written = (await readFile(file, 'utf8')).trim().split('\n');
    expect(written.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
      'first',
      'second',
    ]);
  });

  it('warns and goes on when the file cannot be opened', async () => {
    const blocker = join(folder, 'file');
    await writeFile(blocker, '');
    const log = makeLog('INFO', { file: join(blocker, 'cordboard.log') });
    await expect.poll(() => lines.join('')).toContain('LOG_FILE cannot be written');
    log.info({}, 'still here');
    await log.close();
    expect(lines.join('')).toContain('still here');
  });

  it('writes lines for people on a terminal', () => {
    const log = createLog({
      level: () => 'INFO',
      file: '',
      name: 'test',
      human: true,
      stdout: { write: (line) => lines.push(line) },
    });
    log.warn({ url: 'http://x', n: { a: 1 } }, 'not reachable');
    expect(lines[0]).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3} WARN {2}not reachable {3}url=http:\/\/x n=\{"a":1\}\n$/,
    );
  });
});

describe('silentLog', () => {
  it('has all methods of a log', () => {
    expect(() => {
      silentLog.child({}).error({}, 'x');
    }).not.toThrow();
  });
});

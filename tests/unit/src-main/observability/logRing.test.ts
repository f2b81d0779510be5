import { describe, expect, it } from 'vitest';
import { createLog } from '#main/observability/log';
import { LogRing } from '#main/observability/logRing';
import { MAX_LOG_LINES } from '#model/limits';
import type { LogQuery } from '#model/log';

const ALL: LogQuery = { after: 0, level: 'debug', call: '', limit: 5_000 };

function logged() {
  const log = createLog({
    level: () => 'DEBUG',
    file: '',
    name: 'test',
    secrets: () => ['hunter22'],
    stdout: { write: () => undefined },
  });
  return { log, ring: log.ring };
}

const parsed = (ring: LogRing, query: Partial<LogQuery> = {}) =>
  ring
    .tail({ ...ALL, ...query })
    .lines.map(({ text }) => JSON.parse(text) as Record<string, unknown>);

describe('LogRing', () => {
  it('gives the lines of the log as data, without secrets', () => {
    const { log, ring } = logged();
    const before = Date.now();
    log.child({ callId: 'a1' }).warn({ url: 'http://x/?key=S3CRET', n: 1 }, 'said hunter22');
    expect(ring.tail(ALL)).toMatchObject({ newest: 1, missed: 0, lines: [{ seq: 1 }] });
    expect(parsed(ring)).toEqual([
      {
        level: 'warn',
        time: expect.any(String) as string,
        name: 'test',
        callId: 'a1',
        url: 'http://x/?key=[redacted]',
        n: 1,
        msg: 'said [redacted]',
      },
    ]);
    expect(Date.parse(String(parsed(ring)[0]?.['time']))).toBeGreaterThanOrEqual(before);
  });

  it('filters by level and call, and gives the newest lines up to a limit', () => {
    const { log, ring } = logged();
    log.debug({ callId: 'a1' }, 'one');
    log.info({ callId: 'b2', other: 'a1', text: '"callId":"a1"' }, 'two');
    log.error({ callId: 'a1' }, 'three');
    log.warn({}, 'four');
    const messages = (query: Partial<LogQuery>) => parsed(ring, query).map(({ msg }) => msg);
    expect(messages({ level: 'warn' })).toEqual(['three', 'four']);
    expect(messages({ call: 'a1' })).toEqual(['one', 'three']);
    expect(messages({ call: 'a1', level: 'info' })).toEqual(['three']);
    expect(messages({ limit: 2 })).toEqual(['three', 'four']);
    expect(messages({ after: 3 })).toEqual(['four']);
    expect(messages({ after: 4 })).toEqual([]);
  });

  it('keeps the newest 2,000 lines, and says how many of the requested ones are gone', () => {
    const ring = new LogRing();
    for (let n = 1; n <= 3 * MAX_LOG_LINES + 7; n += 1) {
      ring.write(`{"level":"info","msg":"${String(n)}"}\n`);
    }
    const { lines, newest, missed } = ring.tail({ ...ALL, after: 100 });
    expect(lines).toHaveLength(MAX_LOG_LINES);
    expect(lines.at(0)?.text).toContain(`"${String(2 * MAX_LOG_LINES + 8)}"`);
    expect(lines.at(-1)?.seq).toBe(newest);
    expect(missed).toBe(2 * MAX_LOG_LINES + 7 - 100);
  });

  it('is bounded in size too, and keeps a very long line without its fields', () => {
    const ring = new LogRing();
    ring.write(
      JSON.stringify({ level: 'warn', msg: 'long', callId: 'a', dump: 'x'.repeat(90_000) }),
    );
    const [line] = parsed(ring);
    expect(line).toMatchObject({ msg: 'long', level: 'warn', callId: 'a' });
    expect(line).not.toHaveProperty('dump');
    expect(line?.['shortenedFrom']).toBeGreaterThan(90_000);
    for (let n = 0; n < 1_000; n += 1) {
      ring.write(JSON.stringify({ level: 'info', msg: 'm', text: 'y'.repeat(15_000) }));
    }
    expect(ring.tail(ALL).lines.length).toBeLessThan(280);
  });

  it('takes a line that is no JSON', () => {
    const ring = new LogRing();
    ring.write('broken');
    expect(ring.tail({ ...ALL, level: 'error' }).lines).toEqual([{ seq: 1, text: 'broken' }]);
  });
});

import { describe, expect, it } from 'vitest';
import type { LogQuery } from '../../../../src-main/model/log';
import { createLog } from '../../../../src-main/observability/log';
import { LogRing, RING_LINES } from '../../../../src-main/observability/logRing';

const ALL: LogQuery = { after: 0, level: 'debug', call: '', limit: 5_000 };

function logged() {
  const log = createLog({
    level: 'DEBUG',
    file: '',
    name: 'test',
    secrets: () => ['hunter22'],
    stdout: { write: () => undefined },
  });
  return { log, ring: log.ring };
}

describe('LogRing', () => {
  it('gives the lines of the log as data, secrets taken out', () => {
    const { log, ring } = logged();
    const before = Date.now();
    log.child({ callId: 'a1' }).warn({ url: 'http://x/?key=S3CRET', n: 1 }, 'said hunter22');
    const { lines, newest, missed } = ring.tail(ALL);
    expect({ newest, missed }).toEqual({ newest: 1, missed: 0 });
    expect(lines).toEqual([
      {
        seq: 1,
        at: expect.any(Number) as number,
        level: 'warn',
        message: 'said [redacted]',
        callId: 'a1',
        fields: '{"url":"http://x/?key=[redacted]","n":1}',
      },
    ]);
    expect(lines[0]?.at).toBeGreaterThanOrEqual(before);
  });

  it('filters by importance and by call, and limits to the newest', () => {
    const { log, ring } = logged();
    log.debug({ callId: 'a1' }, 'one');
    log.info({ callId: 'b2', other: 'a1' }, 'two');
    log.error({ callId: 'a1' }, 'three');
    log.warn({}, 'four');
    const messages = (query: Partial<LogQuery>) =>
      ring.tail({ ...ALL, ...query }).lines.map(({ message }) => message);
    expect(messages({ level: 'warn' })).toEqual(['three', 'four']);
    expect(messages({ call: 'a1' })).toEqual(['one', 'three']);
    expect(messages({ call: 'a1', level: 'info' })).toEqual(['three']);
    expect(messages({ limit: 2 })).toEqual(['three', 'four']);
    expect(messages({ after: 3 })).toEqual(['four']);
    expect(messages({ after: 4 })).toEqual([]);
  });

  it('keeps the newest 2,000 lines and says how many of those asked for are gone', () => {
    const ring = new LogRing();
    for (let n = 1; n <= 3 * RING_LINES + 7; n += 1) {
      ring.write(`{"level":"info","msg":"${String(n)}"}\n`);
    }
    const { lines, newest, missed } = ring.tail({ ...ALL, after: 100 });
    expect(lines).toHaveLength(RING_LINES);
    expect(lines.at(0)?.message).toBe(String(2 * RING_LINES + 8));
    expect(lines.at(-1)?.seq).toBe(newest);
    expect(missed).toBe(2 * RING_LINES + 7 - 100);
  });

  it('is bounded in size too, and keeps a very long line without its fields', () => {
    const ring = new LogRing();
    ring.write(
      JSON.stringify({ level: 'warn', msg: 'long', callId: 'a', dump: 'x'.repeat(90_000) }),
    );
    expect(ring.tail(ALL).lines[0]).toMatchObject({
      message: 'long',
      level: 'warn',
      callId: 'a',
      fields: expect.stringMatching(/^\{"shortenedFrom":90\d{3}\}$/) as string,
    });
    for (let n = 0; n < 1_000; n += 1) {
      ring.write(JSON.stringify({ level: 'info', msg: 'm', text: 'y'.repeat(15_000) }));
    }
    expect(ring.tail(ALL).lines.length).toBeLessThan(280);
  });

  it('survives a line that is no JSON', () => {
    const ring = new LogRing();
    ring.write('broken');
    expect(ring.tail(ALL).lines[0]).toMatchObject({
      level: 'error',
      message: 'broken',
      callId: null,
    });
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { cordboardError, type ErrorKind } from '#main/util/errors';
import { fail } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';
import { ApiBench, type ApiBenchOptions } from '#support/api/apiBench';
import { saying } from '#support/phrases';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(cleanUp.splice(0).map((close) => close()));
});

async function start(options: ApiBenchOptions = {}): Promise<ApiBench> {
  const bench = await ApiBench.start(options);
  cleanUp.push(() => bench.stop());
  return bench;
}

describe('acting on a call', () => {
  it.each([
    ['an unknown voice', { voice: 'Nobody' }, 'body.voice'],
    ['a field too many', { voice: 'Kore', extra: 1 }, 'extra'],
    ['nothing', {}, 'body.voice'],
    ['a list', [], 'body'],
  ])('refuses %s and says where it is wrong', async (_what, input, where) => {
    const bench = await start();
    const { status, body } = await bench.ask('POST', '/calls/call-1/voice', {
      token: bench.tokens.act,
      body: input,
    });
    expect(status).toBe(400);
    expect(body?.['detail']).toContain(where);
    expect(body?.['errors']).toHaveLength(1);
    expect(bench.control.commands).toEqual([]);
    expect(bench.history.entries).toEqual([]);
  });

  it.each<[ErrorKind, number]>([
    ['not-found', 404],
    ['invalid-state', 409],
    ['timeout', 504],
    ['refused', 502],
    ['network', 502],
    ['internal', 500],
  ])('answers a failure of kind %s with %i, in the audit too', async (kind, status) => {
    const bench = await start();
    const said = phrase('party.cause', { cause: 'of +12025550123' });
    bench.control.outcome = fail(cordboardError(kind, said, { cause: 'hidden' }));
    const answer = await bench.ask('POST', '/calls/call-1/hangup', { token: bench.tokens.act });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({
      type: 'about:blank',
      status,
      detail: 'The called party did not answer (cause of +12025550123).',
      kind,
      code: 'party.cause',
    });
    expect(JSON.stringify(answer.body)).not.toContain('hidden');
    // The audit outlives the numbers.
    expect(bench.history.entries).toMatchObject([
      { result: `${kind}: The called party did not answer (cause …).` },
    ]);
  });

  it('works with the history off, and with an audit that cannot be written', async () => {
    const off = await start({ history: null });
    const { act: token } = off.tokens;
    expect((await off.ask('POST', '/calls/call-1/hangup', { token })).status).toBe(204);
    const full = await start();
    full.history.auditFailure = cordboardError('refused', saying('The disk is full.'));
    const { status } = await full.ask('POST', '/calls/call-1/hangup', { token: full.tokens.act });
    expect(status).toBe(204);
    expect(full.control.commands).toEqual([['call-1', { kind: 'end' }]]);
  });
});

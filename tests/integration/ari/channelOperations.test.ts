import { describe, expect, it } from 'vitest';
import { AriHttp } from '#main/ari/http';
import { AriOperations } from '#main/ari/operations';
import type { Result } from '#main/util/result';
import { PASSWORD, useAriSuite, USER } from '#support/ari/ariSuite';
import type { FakeAri } from '#support/ari/fakeAri';

const { newFake } = useAriSuite();

function operationsOn(fake: FakeAri): AriOperations {
  const endpoint = { baseUrl: fake.baseUrl, username: USER, password: () => PASSWORD };
  return new AriOperations(new AriHttp(endpoint), 'desk');
}

/** Path and query of the newest request, below the base URL. */
function asked(fake: FakeAri): string {
  const { method, url } = fake.requests.at(-1) ?? { method: '', url: '' };
  return `${method} ${decodeURIComponent(url).replace(/^.*?\/ari/, '')}`;
}

describe('an operation on a channel', () => {
  const cases: readonly (readonly [
    string,
    string,
    (operations: AriOperations) => Promise<Result<void>>,
    string,
  ])[] = [
    [
      'music',
      'POST /channels/c 1/moh',
      (to) => to.startMusic('c 1', 'quiet'),
      'POST /channels/c 1/moh?mohClass=quiet',
    ],
    [
      'the end of music',
      'DELETE /channels/c 1/moh',
      (to) => to.stopMusic('c 1'),
      'DELETE /channels/c 1/moh',
    ],
    [
      'keys',
      'POST /channels/c 1/dtmf',
      (to) => to.sendDtmf('c 1', '1#'),
      'POST /channels/c 1/dtmf?dtmf=1#',
    ],
    [
      'a variable',
      'POST /channels/c 1/variable',
      (to) => to.setVariable('c 1', 'A', 'b'),
      'POST /channels/c 1/variable',
    ],
    [
      'a call',
      'POST /channels',
      (to) =>
        to.originate({
          channelId: 'new-1',
          endpoint: 'PJSIP/200',
          callerId: 'Desk <100>',
          ringMs: 30_000,
          variables: { A: 'b' },
        }),
      'POST /channels?endpoint=PJSIP/200&app=desk&channelId=new-1&timeout=30&callerId=Desk+<100>',
    ],
  ];

  it.each(cases)('asks Asterisk for %s', async (_name, route, run, expected) => {
    const fake = await newFake();
    fake.answerWith(route.replace(' 1', '%201'), { status: 204 });
    expect(await run(operationsOn(fake))).toEqual({ ok: true, value: undefined });
    expect(asked(fake)).toBe(expected);
  });

  it.each([
    [404, 'not-found'],
    [409, 'invalid-state'],
    [500, 'refused'],
    [503, 'network'],
  ])('fails with what status %i means', async (status, kind) => {
    const fake = await newFake();
    fake.answerWith('POST /channels/c1/dtmf', { status, body: { message: 'No.' } });
    expect(await operationsOn(fake).sendDtmf('c1', '1')).toMatchObject({
      ok: false,
      error: { kind },
    });
  });

  it('reads a variable, and fails with not-found where there is none', async () => {
    const fake = await newFake();
    const operations = operationsOn(fake);
    fake.answerWith('GET /channels/c1/variable', { status: 200, body: { value: 'x' } });
    expect(await operations.getVariable('c1', 'CHANNEL(name)')).toEqual({ ok: true, value: 'x' });
    fake.answerWith('GET /channels/c1/variable', { status: 404 });
    expect(await operations.getVariable('c1', 'A')).toMatchObject({ error: { kind: 'not-found' } });
  });

  it('tells who is in a bridge, and fails with not-found when the bridge is gone', async () => {
    const fake = await newFake();
    const operations = operationsOn(fake);
    fake.answerWith('GET /bridges/b1', { status: 200, body: { id: 'b1', channels: ['c1', 'm1'] } });
    expect(await operations.bridgeMembers('b1')).toEqual({ ok: true, value: ['c1', 'm1'] });
    fake.answerWith('GET /bridges/b1', { status: 404 });
    expect(await operations.bridgeMembers('b1')).toMatchObject({ error: { kind: 'not-found' } });
  });

  it.each([
    ['in our application', { app_name: 'Stasis', app_data: 'desk,,,sales' }, null, 'here'],
    ['dialled for it', { app_name: 'AppDial2', app_data: '(Outgoing Line)' }, null, 'arriving'],
    ['swapped into a bridge', { app_name: 'Dial', app_data: 'PJSIP/2002' }, 204, 'stasis'],
    ['in another application', { app_name: 'Stasis', app_data: 'desk-2' }, 204, 'stasis'],
    ['in the dialplan', { app_name: 'Dial', app_data: 'PJSIP/2002' }, 409, 'elsewhere'],
  ])('finds a channel %s', async (_name, dialplan, touched, place) => {
    const fake = await newFake();
    const body = { id: 'c1', name: 'PJSIP/a-1', state: 'Up', caller: { number: '1' }, dialplan };
    fake.answerWith('GET /channels/c1', { status: 200, body });
    if (touched !== null) {
      fake.answerWith('POST /channels/c1/variable', { status: touched });
    }
    expect(await operationsOn(fake).findChannel('c1')).toMatchObject({
      ok: true,
      value: { id: 'c1', name: 'PJSIP/a-1', state: 'Up', callerNumber: '1', extension: '', place },
    });
  });

  it('does not find a channel that is gone, also one that went while it was looked for', async () => {
    const fake = await newFake();
    const operations = operationsOn(fake);
    expect(await operations.findChannel('c1')).toMatchObject({ error: { kind: 'not-found' } });
    fake.answerWith('GET /channels/c1', { status: 200, body: { id: 'c1' } });
    expect(await operations.findChannel('c1')).toMatchObject({ error: { kind: 'not-found' } });
    fake.answerWith('GET /channels/c1', { status: 200, body: { no: 'channel' } });
    expect(await operations.findChannel('c1')).toMatchObject({ error: { kind: 'refused' } });
  });
});

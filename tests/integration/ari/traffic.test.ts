import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { useAriSuite } from '#support/ari/ariSuite';
import { type FakeAri, fakeChannel } from '#support/ari/fakeAri';

const { newFake, newProbe, ready } = useAriSuite();

describe('events', () => {
  it('delivers the events it uses as plain data', async () => {
    const fake = await newFake();
    const probe = await ready(fake);
    fake.send({
      type: 'StasisStart',
      application: 'desk',
      args: ['a', 'b'],
      channel: fakeChannel('1.1'),
    });
    const event = await probe.next('stasisStart');
    expect(event).toEqual({
      channel: {
        id: '1.1',
        name: 'PJSIP/ana-1.1',
        state: 'Ring',
        callerNumber: '5551000',
        callerName: 'Ana',
        connectedNumber: '',
        connectedName: '',
        extension: '1000',
      },
      args: ['a', 'b'],
      replaces: null,
    });
    expect(structuredClone(event)).toEqual(event);
  });

  it('survives unknown kinds, messages that are not JSON, and events without their fields', async () => {
    const fake = await newFake();
    const probe = await ready(fake);
    fake.send({ type: 'FromTheFuture', channel: fakeChannel('1.1') });
    fake.send({ type: 'ChannelVarset', channel: fakeChannel('1.1'), variable: 'X', value: 'y' });
    fake.sendText('{"type":"Stasis');
    fake.sendText('[]');
    fake.sendText('null');
    fake.send({ type: 'StasisStart', args: [] });
    fake.send({ type: 'StasisStart', args: [], channel: { id: 17 } });
    fake.send({ type: 'StasisEnd', channel: fakeChannel('1.1') });
    await probe.next('stasisEnd');
    expect(probe.gateway.eventCounts).toEqual({ ignored: 2, malformed: 5 });
    expect(probe.of('stasisStart')).toEqual([]);
    expect(probe.gateway.health.state).toBe('ready');
  });

  it("delivers an event that it uses although Asterisk's description has none of that kind", async () => {
    const fake = await newFake();
    const probe = await ready(fake);
    fake.send({ type: 'ChannelHold', channel: fakeChannel('1.1') });
    expect(await probe.next('channelHold')).toEqual({ channelId: '1.1' });
  });

  it('goes on when a listener throws', async () => {
    const fake = await newFake();
    const probe = await ready(fake);
    const off = probe.gateway.on('stasisEnd', () => {
      throw new Error('bad listener');
    });
    fake.send({ type: 'StasisEnd', channel: fakeChannel('1.1') });
    await probe.next('stasisEnd');
    off();
    fake.send({ type: 'StasisEnd', channel: fakeChannel('1.2') });
    await probe.next('stasisEnd', ({ channelId }) => channelId === '1.2');
    expect(probe.logText()).toContain('bad listener');
  });
});

describe('external media', () => {
  const params = {
    transport: 'websocket',
    encapsulation: 'none',
    connection_type: 'server',
    format: 'slin16',
  };
  const posts = (fake: FakeAri) => fake.requests.filter(({ method }) => method === 'POST');

  it('is requested once; when the answer is lost, Asterisk is asked whether the channel is there', async () => {
    const fake = await newFake();
    const probe = newProbe(fake.baseUrl);
    const id = randomUUID();
    fake.answerWith('POST /channels/externalMedia', { status: 503 });
    fake.answerWith(`GET /channels/${id}`, { status: 200, body: fakeChannel(id) });
    fake.answerWith(`GET /channels/${id}/variable`, { status: 200, body: { value: 'conn-1' } });
    expect(await probe.gateway.createExternalMedia(id, params, {})).toMatchObject({
      ok: true,
      value: { channelId: id, variables: { MEDIA_WEBSOCKET_CONNECTION_ID: 'conn-1' } },
    });
    expect(posts(fake)).toHaveLength(1);
  });

  it('fails with the first error when the channel is not there, and is refused the same id again', async () => {
    const fake = await newFake();
    const probe = newProbe(fake.baseUrl);
    const id = randomUUID();
    fake.answerWith('POST /channels/externalMedia', { status: 503 });
    expect(await probe.gateway.createExternalMedia(id, params, {})).toMatchObject({
      ok: false,
      error: { kind: 'network' },
    });
    expect(await probe.gateway.createExternalMedia(id, params, {})).toMatchObject({
      ok: false,
      error: { kind: 'refused' },
    });
    expect(posts(fake)).toHaveLength(1);
  });
});

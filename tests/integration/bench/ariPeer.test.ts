import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { type GatewayProbe, probeGateway } from '#support/ari/gatewayProbe';
import { AriPeer } from '../../bench/programs/ariPeer';

const MEDIA = { transport: 'websocket', encapsulation: 'none', format: 'slin16' };

const peer = new AriPeer('desk');
const server = createServer((request, response) => void peer.answer(request, response));
const sockets = new WebSocketServer({ server });
let probe: GatewayProbe;

beforeEach(async () => {
  sockets.on('connection', (socket) => {
    peer.takeEvents(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ari`;
  probe = probeGateway({ baseUrl, username: 'bench', password: 'bench', app: 'desk' });
  probe.gateway.start();
  await probe.until(() => probe.gateway.health.state === 'ready');
});

afterEach(async () => {
  await probe.gateway.close();
  server.close();
});

it('is an Asterisk to which callers come, whose audio can be bridged, and who leave', async () => {
  const { gateway } = probe;
  peer.call(7);
  const { channel } = await probe.next('stasisStart');
  expect(channel).toMatchObject({ state: 'Ring', callerNumber: '+12025550007', extension: '1000' });
  await gateway.answer(channel.id);
  expect(await probe.next('channelStateChange')).toEqual({ channelId: channel.id, state: 'Up' });
  const media = `cordboard-desk-media-${randomUUID()}`;
  await gateway.createBridge('b1', 'call');
  const created = await gateway.createExternalMedia(media, MEDIA, { CORDBOARD_CALL: channel.id });
  await gateway.addToBridge('b1', [channel.id]);
  await gateway.addToBridge('b1', [media]);
  expect(created).toMatchObject({
    value: { channelId: media, variables: { MEDIA_WEBSOCKET_CONNECTION_ID: media } },
  });
  expect(await gateway.bridgeMembers('b1')).toMatchObject({ value: [channel.id, media] });
  expect(await gateway.findChannel(channel.id)).toMatchObject({ value: { place: 'here' } });
  expect(await gateway.listApplicationChannels()).toMatchObject({ value: [channel.id, media] });
  await gateway.setVariable(channel.id, 'WHO', 'Ana');
  expect(await gateway.getVariable(channel.id, 'WHO')).toMatchObject({ value: 'Ana' });
  await gateway.hangUp(channel.id);
  expect(await probe.next('channelDestroyed')).toMatchObject({ channelId: channel.id, cause: 16 });
  expect(await gateway.findChannel(channel.id)).toMatchObject({ error: { kind: 'not-found' } });
});

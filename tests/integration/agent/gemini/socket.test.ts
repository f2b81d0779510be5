import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { audioMessage } from '#main/agent/gemini/wire/audioMessage';
import { GeminiSocket } from '#main/agent/gemini/wire/socket';

it('sends messages that share one buffer as they were when they were sent', async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => {
    server.close();
  });
  await once(server, 'listening');
  const arrived: string[] = [];
  server.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => arrived.push(data.toString('utf8')));
  });
  const onopen = vi.fn();
  const socket = new GeminiSocket(
    `ws://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    {},
    { onopen, onerror: vi.fn(), onmessage: vi.fn(), onclose: vi.fn() },
    { onMessage: vi.fn(), onMalformed: vi.fn(), onClosed: vi.fn() },
  );
  onTestFinished(() => {
    socket.terminate();
  });
  socket.connect();
  await vi.waitFor(() => {
    expect(onopen).toHaveBeenCalled();
  });
  const frames = [1, 2, 3].map((value) => Buffer.alloc(640, value));
  const sent = frames.map((frame) => {
    const message = audioMessage(frame);
    socket.send(message);
    return message.toString('utf8');
  });
  await vi.waitFor(() => {
    expect(arrived).toEqual(sent);
  });
  expect(new Set(arrived).size).toBe(3);
});

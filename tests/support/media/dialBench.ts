import type { MediaTransport } from '#main/media/transport/mediaTransport';
import { WebSocketDialFactory } from '#main/media/transport/webSocket/dialFactory';
import { WebSocketTransport } from '#main/media/transport/webSocket/transport';
import { type Log, silentLog } from '#main/observability/log';
import type { Result } from '#main/util/result';
import { type ChanPeer, type ControlFormat, FakeMediaServer } from './fakeChanWebSocket';
import { RecordingHandlers } from './recordingHandlers';

/** A frame whose every byte has this value. */
export function frame(value: number): Buffer {
  return Buffer.alloc(640, value);
}

/**
 * A fake Asterisk that waits for one media connection: channel `chan-1`, connection id `conn-1`.
 */
export async function serve(format: ControlFormat): Promise<FakeMediaServer> {
  const server = await FakeMediaServer.start(format);
  server.channels.set('conn-1', 'chan-1');
  return server;
}

/** Opens that connection. */
export function dial(
  ariBaseUrl: string,
  controlFormat: ControlFormat = 'json',
  timeoutMs = 2000,
  log: Log = silentLog,
): Promise<Result<MediaTransport>> {
  const factory = new WebSocketDialFactory({ ariBaseUrl, controlFormat, log });
  return factory.expect('chan-1').open({ MEDIA_WEBSOCKET_CONNECTION_ID: 'conn-1' }, timeoutMs);
}

/** Opens it, starts it and gives both ends. */
export async function connect(
  server: FakeMediaServer,
  controlFormat: ControlFormat,
  log: Log = silentLog,
): Promise<{ transport: WebSocketTransport; handlers: RecordingHandlers; peer: ChanPeer }> {
  const result = await dial(server.ariBaseUrl(), controlFormat, 2000, log);
  if (!result.ok) {
    throw new Error(result.error.message);
  }
  const transport = result.value;
  const peer = server.peers.at(-1);
  if (!(transport instanceof WebSocketTransport) || peer === undefined) {
    throw new Error('not a WebSocket transport');
  }
  const handlers = new RecordingHandlers();
  transport.start(handlers);
  return { transport, handlers, peer };
}

/** A log that keeps its warnings. */
export function warnings(lines: [fields: object, message: string][]): Log {
  const warn = (fields: object, message: string): void => {
    lines.push([fields, message]);
  };
  return { ...silentLog, warn };
}

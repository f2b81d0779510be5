import type { MediaTransport } from '#main/media/transport/mediaTransport';
import { WebSocketListenFactory } from '#main/media/transport/webSocket/listenFactory';
import { silentLog } from '#main/observability/log';
import { type ChanPeer, connectAsAsterisk, type ControlFormat } from './fakeChanWebSocket';
import { RecordingHandlers } from './recordingHandlers';

/** Both ends of a media connection that was listened for. */
export type ListenedFor = {
  readonly transport: MediaTransport;
  readonly handlers: RecordingHandlers;
  readonly peer: ChanPeer;
  /** Ends the connection and the listening. */
  readonly stop: () => Promise<void>;
};

/** Listens on a free port of loopback and wants no password. */
export const ON_LOOPBACK = {
  host: '127.0.0.1',
  port: 0,
  client: 'cordboard',
  username: '',
  password: '',
} as const;

/** Listens, lets a fake Asterisk connect for the channel `chan-1`, and starts the transport. */
export async function listenFor(controlFormat: ControlFormat): Promise<ListenedFor> {
  const factory = new WebSocketListenFactory({ ...ON_LOOPBACK, controlFormat, log: silentLog });
  await factory.listen();
  const opening = factory.expect('chan-1').open({}, 2_000);
  const peer = await connectAsAsterisk({
    port: factory.port ?? 0,
    channelId: 'chan-1',
    format: controlFormat,
  });
  peer.start();
  const opened = await opening;
  if (!opened.ok) {
    throw new Error(opened.error.message);
  }
  const handlers = new RecordingHandlers();
  opened.value.start(handlers);
  return {
    transport: opened.value,
    handlers,
    peer,
    stop: async () => {
      peer.socket.terminate();
      await factory.close();
    },
  };
}

/** PCM over a MessagePort, both ways: each message is one 20 ms frame of 640 bytes. */
import type { MessagePortMain } from 'electron';
import { FRAME_BYTES } from '#model/audio';

/** Where the frames of the page go. */
type FrameSink = { send(frame: Buffer): void; close(): void };

/** Sends the page a copy: a message is cloned with the whole buffer behind it. */
export function postFrame(port: MessagePortMain, frame: Uint8Array): void {
  const bytes = new ArrayBuffer(frame.byteLength);
  new Uint8Array(bytes).set(frame);
  port.postMessage(bytes);
}

/** Tells the page that nothing more comes: its last message is null. */
export function closePort(port: MessagePortMain): void {
  port.postMessage(null);
  port.close();
}

/** Passes the page's frames on until it closes its end. A frame of a wrong size ends it. */
export function takeFrames(port: MessagePortMain, sink: FrameSink, onWrongSize: () => void): void {
  port.on('message', ({ data }: { data: unknown }) => {
    if (data instanceof ArrayBuffer && data.byteLength === FRAME_BYTES) {
      sink.send(Buffer.from(data));
      return;
    }
    onWrongSize();
    sink.close();
  });
  port.on('close', () => {
    sink.close();
  });
  port.start();
}

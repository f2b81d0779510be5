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

/**
 * Passes the page's frames on until it closes its end. Another message that nobody takes ends it.
 * @param takeOther Returns whether it takes a message that is no frame.
 */
export function takeFrames(
  port: MessagePortMain,
  sink: FrameSink,
  onWrongSize: () => void,
  takeOther: (data: unknown) => boolean = () => false,
): void {
  port.on('message', ({ data }: { data: unknown }) => {
    if (data instanceof ArrayBuffer && data.byteLength === FRAME_BYTES) {
      sink.send(Buffer.from(data));
      return;
    }
    if (!takeOther(data)) {
      onWrongSize();
      sink.close();
    }
  });
  port.on('close', () => {
    sink.close();
  });
  port.start();
}

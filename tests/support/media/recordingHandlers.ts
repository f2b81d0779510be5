import type { MediaTransportHandlers, TransportClose } from '#main/media/transport/mediaTransport';

/** Handlers that write down the events of a transport. */
export class RecordingHandlers implements MediaTransportHandlers {
  readonly frames: Buffer[] = [];
  /** `byteOffset` of each frame. */
  readonly offsets: number[] = [];
  /** When each frame ended, monotonic ms. */
  readonly dates: number[] = [];
  readonly events: string[] = [];
  readonly closes: TransportClose[] = [];

  onFrame(frame: Buffer, atMs: number): void {
    this.frames.push(Buffer.from(frame));
    this.offsets.push(frame.byteOffset);
    this.dates.push(atMs);
  }

  onPause(): void {
    this.events.push('pause');
  }

  onResume(): void {
    this.events.push('resume');
  }

  onMark(id: string): void {
    this.events.push(`mark ${id}`);
  }

  onQueueLength(frames: number): void {
    this.events.push(`length ${frames}`);
  }

  onClose(close: TransportClose): void {
    this.closes.push(close);
  }
}

import { EventEmitter } from 'node:events';

/**
 * The main process' end of a MessagePort. The test emits what the page sends over the other end.
 */
export class FakePort extends EventEmitter {
  readonly posted: unknown[] = [];
  closed = 0;

  start(): void {
    // Messages are emitted by the test.
  }

  postMessage(message: unknown): void {
    this.posted.push(message);
  }

  close(): void {
    this.closed += 1;
  }
}

/** A log file that is kept small: when it is full it becomes `<file>.1`, the one before `<file>.2`, and the oldest goes. */
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { LineSink } from './lineSink';

/** What a rotating file is made with. */
export type RotatingFileOptions = {
  /** The file that is written now; absolute. */
  readonly file: string;
  /** Size at which the file is put aside, bytes. A file may be longer by at most the lines that came together. */
  readonly maxBytes: number;
  /** Files that are kept besides the one that is written; 0 keeps none. */
  readonly keepFiles: number;
  /** Lines that wait for the disk at most, bytes; beyond it, new ones are dropped. */
  readonly maxWaitingBytes: number;
  /** Told when the file cannot be written. It is tried again with a line that comes RETRY_MS later or more. */
  readonly onFailed: (error: unknown) => void;
  /** Told how many lines are missing (disk too slow, or not to be written), when lines are written again. */
  readonly onDropped: (lines: number) => void;
};

/** Time after a failure in which the file is left alone, ms. */
export const RETRY_MS = 30_000;

/** Written at once at most, bytes: so far a file may pass its size. */
const CHUNK_BYTES = 64 * 1024;

/**
 * Takes lines and writes them in the background, in order, by asynchronous calls only. Kept apart from packages that do the
 * same because the file that is written keeps its configured name (`tail -F` goes on working), and its size is exact.
 */
export class RotatingFile implements LineSink {
  readonly #options: RotatingFileOptions;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #dropped = 0;
  #handle: FileHandle | null = null;
  #bytes = 0;
  #work: Promise<void> = Promise.resolve();
  #phase: 'idle' | 'writing' | 'failed' | 'closed' = 'idle';
  #failedAt = 0;

  constructor(options: RotatingFileOptions) {
    this.#options = options;
    // Opened at once: a path that cannot be written is to be heard of at the start.
    this.#start();
  }

  /** Takes a line, with its line end. Returns at once. */
  write(line: string): void {
    if (this.#phase === 'closed') {
      return;
    }
    const resting = this.#phase === 'failed' && performance.now() - this.#failedAt < RETRY_MS;
    const bytes = Buffer.from(line);
    if (resting || this.#waitingBytes + bytes.length > this.#options.maxWaitingBytes) {
      this.#dropped += 1;
      return;
    }
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#phase !== 'writing') {
      this.#start();
    }
  }

  /** Writes what waits and closes the file. Idempotent. */
  async close(): Promise<void> {
    while (this.#phase === 'writing') {
      await this.#work;
    }
    this.#phase = 'closed';
    const handle = this.#handle;
    this.#handle = null;
    await handle?.close().catch(() => undefined);
  }

  #start(): void {
    this.#phase = 'writing';
    this.#work = this.#writeAll().catch(async (error: unknown) => {
      this.#phase = 'failed';
      this.#failedAt = performance.now();
      this.#dropped += this.#waiting.length;
      this.#waiting = [];
      this.#waitingBytes = 0;
      await this.#handle?.close().catch(() => undefined);
      this.#handle = null;
      this.#options.onFailed(error);
    });
  }

  async #writeAll(): Promise<void> {
    this.#handle ??= await this.#open();
    while (this.#waiting.length > 0) {
      const chunk = this.#take();
      if (this.#bytes > 0 && this.#bytes + chunk.length > this.#options.maxBytes) {
        await this.#rotate();
      }
      await this.#writeChunk(chunk);
      this.#waitingBytes -= chunk.length;
    }
    this.#phase = 'idle';
    if (this.#dropped > 0) {
      const lines = this.#dropped;
      this.#dropped = 0;
      this.#options.onDropped(lines);
    }
  }

  /** Whole lines, up to CHUNK_BYTES or what a file may hold; at least one. */
  #take(): Buffer {
    const most = Math.min(CHUNK_BYTES, this.#options.maxBytes);
    let bytes = 0;
    let lines = 0;
    for (const line of this.#waiting) {
      if (lines > 0 && bytes + line.length > most) {
        break;
      }
      bytes += line.length;
      lines += 1;
    }
    return Buffer.concat(this.#waiting.splice(0, lines), bytes);
  }

  /** A write may take only a part. */
  async #writeChunk(chunk: Buffer): Promise<void> {
    let at = 0;
    while (at < chunk.length) {
      const { bytesWritten = 0 } = (await this.#handle?.write(chunk, at)) ?? {};
      at += bytesWritten;
    }
    this.#bytes += chunk.length;
  }

  async #open(): Promise<FileHandle> {
    const { file } = this.#options;
    await mkdir(dirname(file), { recursive: true });
    // Log lines may name people at DEBUG: for the user's own eyes.
    const handle = await open(file, 'a', 0o600);
    this.#bytes = (await handle.stat()).size;
    return handle;
  }

  async #rotate(): Promise<void> {
    const { file, keepFiles } = this.#options;
    await this.#handle?.close();
    this.#handle = null;
    const name = (index: number): string => (index === 0 ? file : `${file}.${index}`);
    await rm(name(keepFiles), { force: true });
    for (let index = keepFiles - 1; index >= 0; index -= 1) {
      await rename(name(index), name(index + 1)).catch(ignoreMissing);
    }
    this.#handle = await this.#open();
  }
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
    throw error;
  }
}

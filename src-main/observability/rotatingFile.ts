/** A log file of limited size. A full one becomes `<file>.1`, the one before it `<file>.2`, etc. */
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { LineSink } from './lineSink';

export type RotatingFileOptions = {
  /** Absolute path. */
  readonly file: string;
  /** Size at which the file is put aside, bytes. Only a single longer line can make it larger. */
  readonly maxBytes: number;
  /** Number of files put aside that are kept. */
  readonly keepFiles: number;
  /** Most lines that wait for the disk, bytes; beyond it new ones are dropped. */
  readonly maxWaitingBytes: number;
  /** The file cannot be written. The first line after RETRY_MS tries again. */
  readonly onFailed: (error: unknown) => void;
  /** Lines are written again; this many are missing from the file. */
  readonly onDropped: (lines: number) => void;
};

/** Pause after a failure, ms. */
export const RETRY_MS = 30_000;

/** Most bytes of one write. */
const CHUNK_BYTES = 64 * 1024;

/**
 * Takes lines and writes them in order, by asynchronous calls only. No package does this, because
 * the file in use must keep its configured name (for `tail -F`) and an exact size.
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
    // Opened at once, so that a path that cannot be written is reported at the start.
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

  /** Writes the lines that wait and closes the file. Idempotent. */
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

  /** Gives whole lines: up to CHUNK_BYTES or up to the size of a file, but at least one line. */
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

  /** One write may take only a part of the chunk. */
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
    // At DEBUG the lines hold personal data: only the owner may read them.
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

/**
 * Records a call as a stereo WAV file (RIFF, 16-bit PCM, 16 kHz): the caller on the left, what they
 * heard on the right. The file is written during the call and its header is always right, so that a
 * killed program leaves a playable file.
 */
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { cordboardError, messageOf } from '#main/util/errors';
import { fail, ok, type Result } from '#main/util/result';
import { FRAME_BYTES, FRAME_MS, FRAME_SAMPLES } from '#model/audio';
import { phrase } from '#model/phrases/phrase';
import { CHANNELS, fillHeader, HEADER_BYTES } from './wavHeader';

const STEREO_FRAME_BYTES = FRAME_BYTES * CHANNELS;
/** Frames written at once: 1 s. The header follows each block, so at most 1 s is lost. */
const BLOCK_FRAMES = 50;
/** Blocks that may wait for a slow disk (8 s). Later audio is silent in the file. */
const MAX_WAITING_BLOCKS = 8;
/** Largest size that the header can hold. */
const MAX_DATA_BYTES = 0xffff_ffff - HEADER_BYTES;

/** The file as the recorder uses it: a FileHandle of node:fs, or a fake in tests. */
export type RecorderFile = {
  write(
    data: Buffer,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesWritten: number }>;
  close(): Promise<void>;
};

type RecordingSummary = {
  readonly path: string;
  readonly durationMs: number;
  /** Size of the file, bytes. */
  readonly bytes: number;
  /** 20 ms frames that are silent in the file because the disk was too slow. */
  readonly framesDropped: number;
};

/** A stretch of the file, at most BLOCK_FRAMES long. */
type Stretch = {
  /** Index of its first frame in the file. */
  first: number;
  frames: number;
};

/** A stretch that waits to be written: both sides, sample by sample. */
type Block = Stretch & { readonly samples: Uint32Array; readonly data: Buffer };

/** One side of the stretch that is being recorded. */
type Side = { readonly samples: Int16Array; readonly data: Buffer };

/** One recording. The file holds personal data: only its owner can read it. */
export class WavRecorder {
  readonly #path: string;
  readonly #file: RecorderFile;
  readonly #begun: Stretch = { first: 0, frames: 0 };
  readonly #caller = newSide();
  readonly #heard = newSide();
  readonly #waiting: Block[] = [];
  readonly #spare: Block[] = [];
  #writing: Promise<void> | null = null;
  #failure: unknown = null;
  #framesDropped = 0;
  /** Bytes of audio that are in the file. */
  #dataBytes = 0;
  readonly #header = Buffer.alloc(HEADER_BYTES);
  #closing: Promise<Result<RecordingSummary>> | null = null;

  private constructor(filePath: string, file: RecorderFile) {
    this.#path = filePath;
    this.#file = file;
  }

  /**
   * Creates the file, and its folders. Fails with `config` when that is not possible or the file
   * exists.
   * @param openFile Opens the file; for tests.
   */
  static async create(
    filePath: string,
    openFile: (filePath: string) => Promise<RecorderFile> = createFile,
  ): Promise<Result<WavRecorder>> {
    let file: RecorderFile | null = null;
    try {
      file = await openFile(filePath);
      const recorder = new WavRecorder(filePath, file);
      await recorder.#writeHeader();
      return ok(recorder);
    } catch (error) {
      await file?.close().catch(() => undefined);
      const why = messageOf(error);
      const said = phrase('media.recording-not-created', { path: filePath, why });
      return fail(cordboardError('config', said, { cause: error }));
    }
  }

  /** Frames lost to a slow disk so far. */
  get framesDropped(): number {
    return this.#framesDropped;
  }

  /** Size of the file so far, bytes. */
  get bytes(): number {
    return HEADER_BYTES + this.#dataBytes;
  }

  /** The error that ended the writing; null while there is none. */
  get failure(): unknown {
    return this.#failure;
  }

  /**
   * Writes 20 ms of the file, counted from 0: 640 bytes of the caller, and of what they heard (null
   * for silence). Columns that are left out are silent; one that is written already, or lies before
   * such a column, is ignored. Never blocks, never throws.
   */
  write(column: number, caller: Buffer, heard: Buffer | null): void {
    const begun = this.#begun;
    const end = begun.first + begun.frames;
    if (this.#closing !== null || this.#failure !== null || column < end) {
      return;
    }
    if (column >= begun.first + BLOCK_FRAMES) {
      this.#submit(column);
    }
    const from = begun.frames;
    const at = column - begun.first;
    put(this.#caller, from, at, caller);
    put(this.#heard, from, at, heard);
    begun.frames = at + 1;
    if (begun.frames === BLOCK_FRAMES) {
      this.#submit(column + 1);
    }
  }

  /**
   * Writes the rest and closes the file. Fails with `config` when not everything could be written.
   * Idempotent.
   */
  close(): Promise<Result<RecordingSummary>> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** Queues what is recorded to be written, and goes on at this column. */
  #submit(next: number): void {
    const { first, frames } = this.#begun;
    this.#begun.first = next;
    this.#begun.frames = 0;
    if (frames === 0) {
      return;
    }
    if (this.#waiting.length >= MAX_WAITING_BLOCKS) {
      // This second stays a hole in the file, which reads as silence: the time axis is kept.
      this.#framesDropped += frames;
      return;
    }
    const block = this.#spare.pop() ?? newBlock();
    block.first = first;
    block.frames = frames;
    interleave(this.#caller.samples, this.#heard.samples, block.samples, frames * FRAME_SAMPLES);
    this.#waiting.push(block);
    this.#writing ??= this.#writeWaiting();
  }

  async #writeWaiting(): Promise<void> {
    try {
      for (let block = this.#waiting[0]; block !== undefined; block = this.#waiting[0]) {
        await this.#writeBlock(block);
        this.#waiting.shift();
        this.#spare.push(block);
      }
    } catch (error) {
      this.#failure = error;
      this.#waiting.length = 0;
    }
    this.#writing = null;
  }

  async #writeBlock(block: Block): Promise<void> {
    const start = block.first * STEREO_FRAME_BYTES;
    const bytes = block.frames * STEREO_FRAME_BYTES;
    if (start + bytes > MAX_DATA_BYTES) {
      throw new RangeError('a WAV file cannot be longer than 18 hours');
    }
    await this.#writeAll(block.data, bytes, HEADER_BYTES + start);
    this.#dataBytes = start + bytes;
    await this.#writeHeader();
  }

  async #writeHeader(): Promise<void> {
    fillHeader(this.#header, this.#dataBytes);
    await this.#writeAll(this.#header, HEADER_BYTES, 0);
  }

  /** Repeats the write until all is written: a file may take less than it was given. */
  async #writeAll(data: Buffer, bytes: number, position: number): Promise<void> {
    for (let at = 0; at < bytes;) {
      const { bytesWritten } = await this.#file.write(data, at, bytes - at, position + at);
      if (bytesWritten === 0) {
        throw new Error('the file takes no more');
      }
      at += bytesWritten;
    }
  }

  async #close(): Promise<Result<RecordingSummary>> {
    this.#submit(this.#begun.first + this.#begun.frames);
    await this.#writing;
    try {
      await this.#file.close();
    } catch (error) {
      this.#failure ??= error;
    }
    if (this.#failure !== null) {
      const why = messageOf(this.#failure);
      const said = phrase('media.recording-incomplete', { path: this.#path, why });
      return fail(cordboardError('config', said, { cause: this.#failure }));
    }
    const durationMs = (this.#dataBytes / STEREO_FRAME_BYTES) * FRAME_MS;
    return ok({
      path: this.#path,
      durationMs,
      bytes: HEADER_BYTES + this.#dataBytes,
      framesDropped: this.#framesDropped,
    });
  }
}

async function createFile(filePath: string): Promise<RecorderFile> {
  await mkdir(path.dirname(filePath), { recursive: true, mode: 0o700 });
  return open(filePath, 'wx', 0o600);
}

function newBlock(): Block {
  const samples = new Uint32Array(BLOCK_FRAMES * FRAME_SAMPLES);
  return { samples, data: Buffer.from(samples.buffer), first: 0, frames: 0 };
}

function newSide(): Side {
  const samples = new Int16Array(BLOCK_FRAMES * FRAME_SAMPLES);
  return { samples, data: Buffer.from(samples.buffer) };
}

/** Puts a frame, or silence, at its place in a side; what lies between `from` and it is silent. */
function put({ data }: Side, from: number, at: number, frame: Buffer | null): void {
  const offset = at * FRAME_BYTES;
  data.fill(0, from * FRAME_BYTES, frame === null ? offset + FRAME_BYTES : offset);
  if (frame !== null) {
    data.set(frame, offset);
  }
}

/**
 * Writes samples left, right, left, right ... to `target`. A second at once, and a pair as one
 * number: byte by byte it took 2 % of the main thread with 200 calls. All systems that Electron
 * runs on are little-endian, as WAV is.
 */
function interleave(left: Int16Array, right: Int16Array, target: Uint32Array, count: number): void {
  for (let i = 0; i < count; i += 1) {
    target[i] = ((left[i] ?? 0) & 0xffff) | ((right[i] ?? 0) << 16);
  }
}

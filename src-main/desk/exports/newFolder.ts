import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileContent } from '#main/util/atomicFile';
import { cordboardError, messageOf } from '#main/util/errors';
import { done, fail, ok, type Result } from '#main/util/result';
import { phrase } from '#model/phrases/phrase';

/** A file of the folder, as a manifest names it. */
export type WrittenFile = {
  /** With `/` between its parts. */
  readonly path: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
};

/**
 * A folder that was made for one export. Only its owner can read it: it holds personal data.
 * Nothing in it is ever overwritten.
 */
export class NewFolder {
  readonly path: string;
  readonly #files: WrittenFile[] = [];
  readonly #names = new Set<string>();

  private constructor(path: string) {
    this.path = path;
  }

  /** Makes it, with a number behind its name if there is one already. Fails with `refused`. */
  static async make(parent: string, name: string): Promise<Result<NewFolder>> {
    for (let number = 1; ; number += 1) {
      const path = join(parent, number === 1 ? name : `${name}-${number}`);
      try {
        await mkdir(path, { mode: 0o700 });
        return ok(new NewFolder(path));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
          return notWritten(error);
        }
      }
    }
  }

  get files(): readonly WrittenFile[] {
    return this.#files;
  }

  /** A name that nothing in the folder has, also where case does not count. */
  unique(name: string, extension = ''): string {
    let free = `${name}${extension}`;
    for (let number = 2; this.#names.has(free.toLowerCase()); number += 1) {
      free = `${name}-${number}${extension}`;
    }
    this.#names.add(free.toLowerCase());
    return free;
  }

  /** Writes a file, and the folders that it stands in; what failed half-way is removed. */
  async put(path: string, content: FileContent): Promise<Result<void>> {
    const file = join(this.path, path);
    const hash = createHash('sha256');
    let bytes = 0;
    const counted = async function* (): AsyncGenerator<Uint8Array> {
      for await (const piece of piecesOf(content)) {
        hash.update(piece);
        bytes += piece.length;
        yield piece;
      }
    };
    try {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await writeFile(file, counted(), { flag: 'wx', mode: 0o600 });
    } catch (error) {
      await rm(file, { force: true }).catch(() => undefined);
      return notWritten(error);
    }
    this.#files.push({ path, bytes, sha256: hash.digest('hex') });
    return done;
  }

  /** Removes what was written of a part of the folder: a part that is not whole misleads. */
  async drop(path: string): Promise<void> {
    await rm(join(this.path, path), { recursive: true, force: true }).catch(() => undefined);
    const kept = this.#files.filter(
      (file) => file.path !== path && !file.path.startsWith(`${path}/`),
    );
    this.#files.splice(0, this.#files.length, ...kept);
  }

  /** Removes the folder. */
  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true }).catch(() => undefined);
  }
}

async function* piecesOf(content: FileContent): AsyncGenerator<Uint8Array> {
  if (typeof content === 'string') {
    yield Buffer.from(content);
  } else {
    yield* content;
  }
}

function notWritten(cause: unknown): Result<never> {
  const said = phrase('file.not-written', { why: messageOf(cause) });
  return fail(cordboardError('refused', said, { cause }));
}

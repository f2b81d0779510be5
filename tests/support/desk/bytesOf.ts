import type { FileContent } from '#main/util/atomicFile';

/** Reads what a file is to hold. */
export async function bytesOf(content: FileContent): Promise<Buffer> {
  if (typeof content === 'string') {
    return Buffer.from(content);
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of content) {
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

import { FRAME_BYTES } from '#model/audio';

/** One frame of silence; nobody writes into it. */
export const SILENT_FRAME: Buffer = Buffer.alloc(FRAME_BYTES);

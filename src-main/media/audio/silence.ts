import { FRAME_BYTES } from '#model/audio';

/** One frame of silence, shared: never to be written to. */
export const SILENT_FRAME: Buffer = Buffer.alloc(FRAME_BYTES);

import { FRAME_BYTES } from '#model/audio';

/** A frame below this RMS is not speech, however soft: -56 dBov. */
export const SOUND_GATE_RMS = 50;

/** One frame of silence, shared: never to be written to. */
export const SILENT_FRAME: Buffer = Buffer.alloc(FRAME_BYTES);

/**
 * The layout of a level batch, repeated here because the window takes only types from the model.
 * Each value is typed by the model's own constant, so a difference does not compile.
 */
import type { FRAME_MS } from '#model/audio';
import type { LEVEL_COLUMN_BYTES, LEVEL_FLAGS, LEVEL_MAGIC } from '#model/levels';

/** Marks a level batch ("CBL1"). */
export const MAGIC: typeof LEVEL_MAGIC = 0x314c4243;

/** Bytes of one column: caller peak, agent peak, flags. */
export const COLUMN_BYTES: typeof LEVEL_COLUMN_BYTES = 3;

/** Time one column stands for, ms. */
export const COLUMN_MS: typeof FRAME_MS = 20;

/** Bits of a column's flags. */
export const FLAGS: typeof LEVEL_FLAGS = {
  callerSpeaking: 1,
  agentSpeaking: 2,
  bargeIn: 4,
  agentThinking: 8,
};

/** Bytes before the first entry of a batch. */
export const HEADER_BYTES = 8;

/** Bytes of an entry before its columns. */
export const ENTRY_HEADER_BYTES = 12;

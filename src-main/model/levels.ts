/**
 * Levels of all calls, one binary batch every LEVEL_BATCH_MS (SPARSE_PICTURE_MS
 * where the processor draws): drawn by the window outside React.
 * One column is 20 ms of a call on the line's clock: peak of what the caller said and peak of
 * what the caller was hearing at that moment.
 *
 * Layout, little-endian: uint32 LEVEL_MAGIC, uint32 number of entries, then for each entry: uint32
 * meterId, uint32 index of its first column since the start of the call, uint32 number of columns,
 * then for each column 3 bytes: caller peak (0..255, linear), agent peak (0..255, linear), flags
 * (LEVEL_FLAGS).
 */

/** Marks a level batch and its layout version ("CBL1"). */
export const LEVEL_MAGIC = 0x314c4243;

/** Time between two batches, ms. */
export const LEVEL_BATCH_MS = 40;

/** Bytes before the first entry of a batch. */
export const LEVEL_HEADER_BYTES = 8;

/** Bytes of an entry before its columns. */
export const LEVEL_ENTRY_HEADER_BYTES = 12;

export const LEVEL_COLUMN_BYTES = 3;

/** Bits of a column's flags. The byte is full: one more is a new layout. */
export const LEVEL_FLAGS = {
  /** The VAD hears the caller speak. */
  callerSpeaking: 1,
  /** Sound of ours is played to the caller: the agent's, if nothing below says otherwise. */
  agentSpeaking: 2,
  /** The caller interrupted the agent in this column. */
  bargeIn: 4,
  /** The agent thinks: the caller's turn ended, no audio yet. */
  agentThinking: 8,
  /** The agent's turn goes on, and nothing of it is there to be heard: its audio comes too late. */
  underrun: 16,
  /** What is played is a supervisor. */
  supervisor: 32,
  /** What is played is the tone that says that the line is not dead. */
  tone: 64,
  /** The caller hears music on hold in place of everything else. */
  music: 128,
} as const;

/** A tool that the agent called, and what it brought. Personal data. */
export type RecordedToolCall = {
  /** When it was called, ms since the call reached Cordboard. */
  readonly atMs: number;
  readonly name: string;
  /** JSON. What nobody but the agent may read is masked, as in the transcript. */
  readonly args: string;
  /** JSON of what the agent got, masked in the same way; null: too long to be kept. */
  readonly result: string | null;
  readonly failed: boolean;
  readonly tookMs: number;
};

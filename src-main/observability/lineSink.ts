/** Takes finished lines, each with its line end. */
export type LineSink = { write(line: string): void };

/** What a process holds more of after many calls than before them. */
import type { ProcessFigures } from './programs/soakCordboard';

/** Growth of the heap that is no leak: code and caches that came late, bytes. */
const HEAP_SLACK_BYTES = 8_000_000;

/** Handles that may come and go at any moment, e.g. a poll of Asterisk. */
const HANDLE_SLACK = 2;

/** Says in words what has grown; empty when nothing has. */
export function leaksBetween(before: ProcessFigures, after: ProcessFigures): readonly string[] {
  const leaks: string[] = [];
  const heapGrowth = after.heapBytes - before.heapBytes;
  if (heapGrowth > HEAP_SLACK_BYTES) {
    leaks.push(`the heap grew by ${(heapGrowth / 1e6).toFixed(1)} MB`);
  }
  if (after.descriptors > before.descriptors + HANDLE_SLACK) {
    leaks.push(`descriptors grew from ${before.descriptors} to ${after.descriptors}`);
  }
  for (const [kind, count] of Object.entries(after.resources)) {
    const was = before.resources[kind] ?? 0;
    if (count > was + HANDLE_SLACK) {
      leaks.push(`${kind} grew from ${was} to ${count}`);
    }
  }
  if (after.liveCalls > 0) {
    leaks.push(`${after.liveCalls} calls are not over`);
  }
  return leaks;
}

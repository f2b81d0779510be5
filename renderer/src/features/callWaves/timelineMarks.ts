import { isMeasured } from '#model/alert';
import type { Call } from '#model/call';
import type { RecordedEvent } from '#model/history';
import type { Phrase } from '#model/phrases/phrase';
import type { Transcript } from '#model/transcript';
import type { MarkKind, PlacedMark } from '../../waves/marks';

/** A mark on the time axis, and what it says. */
export type TimelineMark = PlacedMark & { readonly phrase: Phrase };

/** Kinds of events that are a supervisor's doing. */
const ACTS = new Set([
  'hold',
  'mute-caller',
  'mute-agent',
  'pause-agent',
  'floor',
  'voice',
  'barge-in-mode',
  'recording',
  'consultation',
]);

const ALERTS = new Set(['notice-warn', 'notice-danger', 'nudge']);

/** What an event stands for on the time axis. */
export function markKindOf(kind: RecordedEvent['kind']): MarkKind {
  if (kind === 'barge-in') {
    return 'cut';
  }
  if (ALERTS.has(kind)) {
    return 'alert';
  }
  return ACTS.has(kind) ? 'act' : 'change';
}

/**
 * All marks of a call in the order of their times: its events, the tools that the AI used, and what
 * was measured and called for attention. Notices and what rules did are events.
 */
export function marksOf(
  events: readonly RecordedEvent[],
  turns: Transcript,
  { alerts, startedAt }: Pick<Call, 'alerts' | 'startedAt'>,
): readonly TimelineMark[] {
  const tools = turns.flatMap(({ startMs, note }) =>
    note?.code.startsWith('note.tool') === true
      ? [{ atMs: startMs, kind: 'tool', phrase: note } as const]
      : [],
  );
  const marks = events.map(({ atMs, kind, phrase }) => ({ atMs, kind: markKindOf(kind), phrase }));
  const measured = alerts.flatMap(({ signal, at, phrase }) =>
    isMeasured(signal) ? [{ atMs: at - startedAt, kind: 'alert', phrase } as const] : [],
  );
  return [...marks, ...tools, ...measured].sort((one, other) => one.atMs - other.atMs);
}

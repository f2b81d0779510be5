import { acknowledgements, measuredAlerts } from '#model/alert';
import type { Call } from '#model/call';
import type { CallCommandKind } from '#model/commands';
import { actsBesideAlerts, type CallAct, type RecordedEvent } from '#model/history';
import type { Transcript, Turn } from '#model/transcript';
import { type LateText, t } from '../../i18n/i18n';
import { inWords } from '../../i18n/inWords';
import { actText, seenToText } from '../../state/actWords';
import { whoActed } from '../../state/whoActed';
import type { MarkKind, PlacedMark } from '../../waves/marks';

/** A mark on the time axis, and what it says. */
export type TimelineMark = PlacedMark & { readonly text: LateText };

/**
 * Kinds of events that are a supervisor's doing, and the commands of which one says no more than
 * the act itself.
 */
const DOINGS: Readonly<Record<string, readonly CallCommandKind[]>> = {
  hold: ['hold', 'resume', 'consult', 'completeTransfer', 'cancelTransfer'],
  'mute-caller': ['muteCaller'],
  'mute-agent': ['muteAgent'],
  'pause-agent': ['pauseAgent'],
  sentence: ['holdSentence', 'releaseSentence', 'cutAgent'],
  floor: ['takeOver', 'handBack'],
  voice: [],
  'barge-in-mode': ['setBargeIn'],
  recording: ['startRecording', 'stopRecording', 'pauseRecording', 'resumeRecording'],
  consultation: ['consult', 'completeTransfer', 'cancelTransfer'],
};

/** An act is noted once Asterisk has answered, so this long after its event at most, ms. */
const SAME_MS = 2_000;

const ALERTS = new Set(['notice-warn', 'notice-danger', 'nudge']);

/** What an event stands for on the time axis. */
function markKindOf(kind: RecordedEvent['kind']): MarkKind {
  if (kind === 'barge-in') {
    return 'cut';
  }
  if (ALERTS.has(kind)) {
    return 'alert';
  }
  return kind in DOINGS ? 'act' : 'change';
}

/** Whether one of the acts says it already, with the name of who did it. */
function isSaidBy(acts: readonly CallAct[], { kind, atMs }: RecordedEvent): boolean {
  const doings = DOINGS[kind] ?? [];
  return acts.some(
    (act) =>
      Math.abs(act.atMs - atMs) <= SAME_MS &&
      doings.some((command) => act.action === `call.${command}`),
  );
}

function markOfAct(atMs: number, actor: string, whatWasDone: LateText): TimelineMark {
  const text = (): string => {
    const what = whatWasDone();
    const who = whoActed(actor);
    return who === '' ? what : t('waves.act', { who, what });
  };
  return { atMs, kind: 'act', text };
}

function inOrder(marks: readonly TimelineMark[]): readonly TimelineMark[] {
  return marks.toSorted((one, other) => one.atMs - other.atMs);
}

/**
 * What happened in a call, and what was done to it and by whom, in order. Who saw to an alert is
 * told by the alert.
 */
export function happenings(
  events: readonly RecordedEvent[],
  acts: readonly CallAct[],
): readonly TimelineMark[] {
  const happened = events
    .filter((event) => !isSaidBy(acts, event))
    .map(({ atMs, kind, phrase }) => ({
      ...{ atMs, kind: markKindOf(kind) },
      text: () => inWords(phrase),
    }));
  const done = actsBesideAlerts(acts).map((act) =>
    markOfAct(act.atMs, act.actor, () => actText(act)),
  );
  return inOrder([...happened, ...done]);
}

/** Whether a turn tells of a tool that the AI used. */
export function isOfTool({ note }: Turn): boolean {
  return note?.code.startsWith('note.tool') === true;
}

/**
 * All marks of a call in the order of their times: what happened in it, the tools that the AI used,
 * what was measured and called for attention, and who saw to it. Notices and what rules did are
 * events.
 */
export function marksOf(
  happened: readonly TimelineMark[],
  toolTurns: Transcript,
  { alerts, startedAt }: Pick<Call, 'alerts' | 'startedAt'>,
): readonly TimelineMark[] {
  const tools = toolTurns.flatMap(({ startMs, note }) =>
    note === null ? [] : [{ atMs: startMs, kind: 'tool', text: () => inWords(note) } as const],
  );
  const measured = measuredAlerts(alerts, startedAt).map(
    ({ atMs, phrase }) => ({ atMs, kind: 'alert', text: () => inWords(phrase) }) as const,
  );
  const seenTo = acknowledgements(alerts, startedAt).map(({ atMs, by, phrase }) =>
    markOfAct(atMs, by, () => seenToText(phrase)),
  );
  return inOrder([...happened, ...tools, ...measured, ...seenTo]);
}

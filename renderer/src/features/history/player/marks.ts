import { acknowledgements, measuredAlerts } from '#model/alert';
import { actsBesideAlerts, type CallRecord, type RecordedEvent } from '#model/history';
import type { Turn } from '#model/transcript';
import { type LateText, t } from '#window/i18n/i18n';
import { inWords } from '#window/i18n/inWords';
import { actText, seenToText } from '#window/state/actWords';
import { actorText } from '#window/state/whoActed';
import type { Span } from './timeline';

/** Kinds of what can be jumped to. */
export type MarkKind = 'alert' | 'act' | 'cut' | 'tool' | 'question';

/** A moment of the call that is worth a look. */
export type Mark = {
  /** ms since the call reached Cordboard. */
  readonly atMs: number;
  readonly kind: MarkKind;
  readonly text: LateText;
};

/** A stretch in which the call was held, or its recording paused. */
export type Stretch = Span & { readonly kind: 'hold' | 'paused' };

/** Alerts, deeds of people, cut answers, tools and questions, in order. */
export function marksOf({ call, alerts, events, acts, turns }: CallRecord): readonly Mark[] {
  return [
    ...[...events.filter(isAlert), ...measuredAlerts(alerts, call.startedAt)].map(
      ({ atMs, phrase }) => ({
        ...{ atMs, kind: 'alert' as const, text: () => inWords(phrase) },
      }),
    ),
    ...actsBesideAlerts(acts).map((act) => markOfAct(act.atMs, act.actor, () => actText(act))),
    ...acknowledgements(alerts, call.startedAt).map(({ atMs, by, phrase }) =>
      markOfAct(atMs, by, () => seenToText(phrase)),
    ),
    ...turns.flatMap(marksOfTurn),
  ].toSorted((a, b) => a.atMs - b.atMs);
}

function markOfAct(atMs: number, actor: string, what: LateText): Mark {
  const text = () => t('history.mark.act', { what: what(), actor: actorText(actor) });
  return { atMs, kind: 'act', text };
}

function isAlert({ kind }: RecordedEvent): boolean {
  return kind === 'nudge' || kind.startsWith('notice-');
}

function marksOfTurn(turn: Turn): readonly Mark[] {
  const { status, startMs, endMs, note } = turn;
  if (status === 'truncated') {
    return [{ atMs: endMs ?? startMs, kind: 'cut', text: () => t('history.mark.cut') }];
  }
  if (note === null) {
    return [];
  }
  const kind = note.code.startsWith('note.tool')
    ? 'tool'
    : note.code === 'note.question' || note.code === 'note.approval'
      ? 'question'
      : null;
  return kind === null ? [] : [{ atMs: startMs, kind, text: () => inWords(note) }];
}

/** What begins and ends a stretch, by the codes of the events of its kind. */
const STRETCHES = [
  { kind: 'hold', of: 'hold', begins: (code: string) => code.startsWith('event.held-by') },
  { kind: 'paused', of: 'recording', begins: (code: string) => code === 'event.recording-paused' },
] as const;

/** One that never ended reaches to `endMs`. */
export function stretchesOf(events: readonly RecordedEvent[], endMs: number): readonly Stretch[] {
  return STRETCHES.flatMap(({ kind, of, begins }) => {
    const own = events.filter((event) => event.kind === of);
    return own.flatMap(({ atMs, phrase }, index) =>
      begins(phrase.code) ? [{ kind, fromMs: atMs, toMs: own[index + 1]?.atMs ?? endMs }] : [],
    );
  });
}

/** A mark that begins this close to the present place counts as the present one, ms. */
const SAME_PLACE_MS = 300;

/** The next or the previous mark from a moment on. */
export function neighbour(
  marks: readonly Mark[],
  atMs: number,
  direction: 1 | -1,
): Mark | undefined {
  return direction === 1
    ? marks.find((mark) => mark.atMs > atMs + SAME_PLACE_MS)
    : marks.findLast((mark) => mark.atMs < atMs - SAME_PLACE_MS);
}

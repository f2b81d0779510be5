/** What the caller did not hear in a call, from its record alone. Pure. */
import type { RecordedEvent } from './history';
import type { PhraseCode } from './phrases/phrase';
import type { Transcript, Turn } from './transcript';

/**
 * `cut`: an interruption cut it off. `muted`: the AI was muted. `held`: the line was on hold.
 * `sentence-held`: a supervisor held the sentence. `gaps`: its sound had gaps.
 */
type UnheardWhy = 'cut' | 'muted' | 'held' | 'sentence-held' | 'gaps';

/** Something the caller did not hear. Times are ms since the call reached Cordboard. */
export type Unheard = {
  readonly why: UnheardWhy;
  readonly startMs: number;
  /** Null: it lasts, or lasted to the end of the call; of a cut or gaps: it is one moment. */
  readonly endMs: number | null;
  /** What the AI said that was cut off, or while it was muted; empty where that is unknown. */
  readonly text: string;
};

/** Events that begin a stretch, and the one that ends it. */
const STRETCHES: readonly {
  readonly kind: string;
  readonly over: PhraseCode;
  readonly why: UnheardWhy;
}[] = [
  { kind: 'mute-agent', over: 'event.agent-unmuted', why: 'muted' },
  { kind: 'hold', over: 'event.hold-ended', why: 'held' },
  { kind: 'sentence', over: 'event.sentence-released', why: 'sentence-held' },
];

/** Everything that the caller did not hear, in the order in which it was. */
export function unheardIn(turns: Transcript, events: readonly RecordedEvent[]): readonly Unheard[] {
  const found = [
    ...turns.flatMap(cutOff),
    ...events.filter(({ kind }) => kind === 'playout-gap').map(gapsAt),
    ...STRETCHES.flatMap((stretch) => stretchesOf(stretch, turns, events)),
  ];
  return found.toSorted((one, other) => one.startMs - other.startMs);
}

function cutOff({ speaker, status, text, heardChars, startMs, endMs }: Turn): readonly Unheard[] {
  const rest = text.slice(heardChars ?? text.length).trim();
  return speaker === 'agent' && status === 'truncated' && rest !== ''
    ? [{ why: 'cut', startMs: endMs ?? startMs, endMs: null, text: rest }]
    : [];
}

function gapsAt({ atMs }: RecordedEvent): Unheard {
  return { why: 'gaps', startMs: atMs, endMs: null, text: '' };
}

function stretchesOf(
  { kind, over, why }: (typeof STRETCHES)[number],
  turns: Transcript,
  events: readonly RecordedEvent[],
): readonly Unheard[] {
  const changes = events.filter((event) => event.kind === kind);
  return changes.flatMap(({ atMs, phrase }, index) => {
    // A hold may pass from the caller to the supervisor: that is one stretch.
    const before = changes[index - 1];
    const begins = phrase.code !== over && (before === undefined || before.phrase.code === over);
    if (!begins) {
      return [];
    }
    const end = changes.slice(index).find((later) => later.phrase.code === over);
    const endMs = end?.atMs ?? null;
    return [{ why, startMs: atMs, endMs, text: why === 'muted' ? saidIn(turns, atMs, endMs) : '' }];
  });
}

/** What the AI said in a stretch, at least in part. */
function saidIn(turns: Transcript, fromMs: number, toMs: number | null): string {
  return turns
    .filter(
      ({ speaker, startMs, endMs }) =>
        speaker === 'agent' &&
        startMs < (toMs ?? Number.POSITIVE_INFINITY) &&
        (endMs ?? Number.POSITIVE_INFINITY) > fromMs,
    )
    .map(({ text }) => text)
    .join(' ');
}

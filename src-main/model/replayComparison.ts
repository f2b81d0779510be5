/** A replay beside its original: what the agent answered to the same words of the caller. */
import type { CallRecord } from './history';
import type { Replay } from './replay';
import { toolsIn, type Transcript, type Turn } from './transcript';

/** What the agent did until the caller's next turn. */
export type ReplaySide = {
  /** What the caller heard. */
  readonly words: string;
  /** Ms from the end of the caller's speech to the first audio; null without an answer. */
  readonly firstAudioMs: number | null;
  /** Names of the tools that it called. */
  readonly tools: readonly string[];
  /** Answers that were cut by the caller. */
  readonly cuts: number;
};

export type ReplayRow = {
  /** The caller's words in the original; empty before their first. */
  readonly caller: string;
  readonly original: ReplaySide;
  readonly replayed: ReplaySide;
};

type ReplayTotals = {
  readonly words: number;
  readonly medianFirstAudioMs: number | null;
  readonly tools: number;
  readonly cuts: number;
};

export type ReplayComparison = {
  readonly rows: readonly ReplayRow[];
  readonly original: ReplayTotals;
  readonly replayed: ReplayTotals;
};

/** The detector may find the same speech a little earlier in a replay, ms. */
const SLACK_MS = 500;

/**
 * Sets both sides beside each other by the caller's turns. They are on one time axis, so an answer
 * belongs to the last turn of the caller that began before it.
 */
export function compareReplay(record: Pick<CallRecord, 'turns'>, replay: Replay): ReplayComparison {
  const { fromMs, untilMs } = replay;
  const callers = record.turns.filter(({ speaker }) => speaker === 'caller');
  const played = callers.filter(({ startMs }) => startMs >= fromMs && startMs < untilMs);
  const next = callers.find(({ startMs }) => startMs >= untilMs);
  const endMs = next?.startMs ?? Infinity;
  const original = turnsBetween(record.turns, fromMs, endMs);
  const begins = [fromMs, ...played.map(({ startMs }) => startMs - SLACK_MS)];
  const rows = begins.map((beginMs, at) => {
    const nextMs = begins[at + 1] ?? Infinity;
    return {
      caller: at === 0 ? '' : (played[at - 1]?.text ?? ''),
      original: answerIn(turnsBetween(original, beginMs, nextMs)),
      replayed: answerIn(turnsBetween(replay.turns, at === 0 ? -Infinity : beginMs, nextMs)),
    };
  });
  return {
    rows: rows.filter(
      (row) => row.caller !== '' || isAnswer(row.original) || isAnswer(row.replayed),
    ),
    original: totalsOf(rows.map((row) => row.original)),
    replayed: totalsOf(rows.map((row) => row.replayed)),
  };
}

function turnsBetween(turns: Transcript, fromMs: number, untilMs: number): Transcript {
  return turns.filter(({ startMs }) => startMs >= fromMs && startMs < untilMs);
}

function answerIn(turns: Transcript): ReplaySide {
  const answers = agentTurns(turns);
  const timed = answers.find(({ timeToFirstAudioMs }) => timeToFirstAudioMs !== null);
  return {
    words: answers
      .map(heardWords)
      .filter((words) => words !== '')
      .join(' '),
    firstAudioMs: timed?.timeToFirstAudioMs ?? null,
    tools: toolsIn(turns).map(({ name }) => name),
    cuts: answers.filter(({ status }) => status === 'truncated').length,
  };
}

function agentTurns(turns: Transcript): Transcript {
  return turns.filter(({ speaker }) => speaker === 'agent');
}

function heardWords({ text, heardChars }: Turn): string {
  return (heardChars === null ? text : text.slice(0, heardChars)).trim();
}

function isAnswer({ words, tools }: ReplaySide): boolean {
  return words !== '' || tools.length > 0;
}

function totalsOf(sides: readonly ReplaySide[]): ReplayTotals {
  const times = sides.map((side) => side.firstAudioMs).filter((ms) => ms !== null);
  return {
    words: sum(sides.map(({ words }) => words.split(/\s+/).filter((word) => word !== '').length)),
    medianFirstAudioMs: [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? null,
    tools: sum(sides.map(({ tools }) => tools.length)),
    cuts: sum(sides.map(({ cuts }) => cuts)),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

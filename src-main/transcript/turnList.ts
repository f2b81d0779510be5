import { type Phrase, wordsOf } from '#model/phrases/phrase';
import type { Transcript, Turn, TurnSpeaker } from '#model/transcript';

/** A turn that may still grow, by its place in the list. */
export type OpenTurn = { readonly index: number };

/**
 * How long text may come late, ms: the caller's after the agent has begun to answer it, the
 * agent's after it was heard to its end.
 */
export const LATE_MS = 2_000;

/** The turns of a talk in the order in which they began, each published as it changes. */
export class TurnList {
  readonly #turns: Turn[] = [];
  /** Id of a new turn, less its place in the list. */
  readonly #firstId: number;
  readonly #onChange: (turn: Turn) => void;

  /** @param firstId Id of the turn that is first in the list. */
  constructor(onChange: (turn: Turn) => void, firstId: number) {
    this.#onChange = onChange;
    this.#firstId = firstId;
  }

  get all(): Transcript {
    return this.#turns;
  }

  at({ index }: OpenTurn): Turn {
    const turn = this.#turns[index];
    if (turn === undefined) {
      throw new Error('an open turn is always in the list');
    }
    return turn;
  }

  /** A turn as it is, with its own id. */
  add(turn: Turn): OpenTurn {
    return { index: this.#turns.push(turn) - 1 };
  }

  /** A turn that begins. It is published with its first change. */
  open(speaker: TurnSpeaker, startMs: number): OpenTurn {
    return this.add({
      id: this.#firstId + this.#turns.length,
      speaker,
      status: 'partial',
      text: '',
      note: null,
      heardChars: null,
      startMs: Math.round(startMs),
      endMs: null,
      timeToFirstAudioMs: null,
    });
  }

  /** Reopens the last turn of a speaker who pauses and goes on while nobody else speaks. */
  reopenLast(speaker: TurnSpeaker): OpenTurn | null {
    const index = this.#turns.length - 1;
    const last = this.#turns[index];
    if (last?.speaker !== speaker || last.status !== 'final') {
      return null;
    }
    this.change({ index }, { status: 'partial', endMs: null });
    return { index };
  }

  append(open: OpenTurn, delta: string): void {
    this.change(open, { text: joinedText(this.at(open).text, delta) });
  }

  change(open: OpenTurn, change: Partial<Turn>): void {
    const turn = { ...this.at(open), ...change };
    if (turn.endMs !== null) {
      turn.endMs = Math.round(turn.endMs);
    }
    this.#turns[open.index] = turn;
    this.#onChange(turn);
  }
}

export function joinedText(text: string, delta: string): string {
  return text + (text === '' ? delta.trimStart() : delta);
}

/** A note as part of a turn: the words beside it are searched, and read by other programs. */
export function noted(note: Phrase, by?: string): Pick<Turn, 'note' | 'text' | 'by'> {
  return { note, text: wordsOf(note), ...(by === undefined ? {} : { by }) };
}

/**
 * What the agent says: its turns, and what the caller has heard of them. Audio arrives in pieces,
 * faster than it is heard, and a turn may come in several of them.
 */
import { isSupervisors } from './readTalk';
import { joinedText, LATE_MS, type OpenTurn, type TurnList } from './turnList';
import { endOfWord } from './words';

/**
 * The agent's open turn. `sounds`: audio of it has arrived. `from`: place in its text of what the
 * newest piece of audio says. `to`: where that piece ends, if it has arrived as a whole.
 * `complete`: the whole turn has arrived; it may still be heard.
 */
type GrowingTurn = OpenTurn & {
  sounds: boolean;
  from: number;
  to: number | null;
  complete: boolean;
};

/** Audio that was sent as one piece, and what it says: a part of the text of a turn. */
type SpokenAudio = OpenTurn & { readonly from: number; readonly to: number };

/** A turn of the agent, and the share of its text that was heard, 0..1. */
type HeardTurn = OpenTurn & { readonly share: number };

/** How far the caller has got in a turn. */
export type Hearing = { readonly turnId: number; readonly heardChars: number };

export class AgentTurns {
  readonly #turns: TurnList;
  #agent: GrowingTurn | null = null;
  /** Complete audio that may still be heard although more has begun. */
  #overtaken: SpokenAudio[] = [];
  /** The turn that was cut last. Text of it may still come. */
  #cut: HeardTurn | null = null;

  constructor(turns: TurnList) {
    this.#turns = turns;
  }

  /** Whether this turn has arrived as a whole, although it is still open. */
  isComplete(turnId: number): boolean {
    return this.#agent?.complete === true && this.#turns.at(this.#agent).id === turnId;
  }

  /** See TranscriptLog.agentText. */
  text(delta: string, nowMs: number): void {
    const turn = this.#agent ?? this.#lateTurn(nowMs) ?? this.#turn(nowMs);
    const text = joinedText(this.#turns.at(turn).text, delta);
    const cut = turn.index === this.#cut?.index ? this.#cut : null;
    const heard = cut === null ? {} : { heardChars: charsHeard(text, cut.share) };
    this.#turns.change(turn, { text, ...heard });
  }

  begin(nowMs: number, timeToFirstAudioMs: number | null): void {
    const turn = this.#turn(nowMs);
    turn.sounds = true;
    if (timeToFirstAudioMs !== null) {
      this.#turns.change(turn, { timeToFirstAudioMs });
    }
  }

  timed(timeToFirstAudioMs: number): void {
    if (this.#agent !== null) {
      this.#turns.change(this.#agent, { timeToFirstAudioMs });
    }
  }

  complete(): void {
    if (this.#agent !== null) {
      this.#agent.complete = true;
    }
  }

  partComplete(): void {
    if (this.#agent !== null) {
      this.#agent.to = this.#turns.at(this.#agent).text.length;
    }
  }

  goOn(): void {
    if (this.#agent !== null && this.#agent.to !== null) {
      const { index, from, to } = this.#agent;
      this.#overtaken.push({ index, from, to });
      this.#agent.from = to;
      this.#agent.to = null;
    }
  }

  wasMute(nowMs: number): void {
    if (this.#agent?.sounds === false) {
      this.#turns.change(this.#agent, { status: 'truncated', endMs: nowMs, heardChars: 0 });
      this.#agent = null;
    }
  }

  finish(nowMs: number): void {
    this.#overtaken = [];
    this.#finishTurn(nowMs);
  }

  /** See TranscriptLog.truncateAgent. */
  truncate(nowMs: number, heardShare: number, piecesAhead: number): void {
    const [heard, ...ahead] = this.#unheard(piecesAhead);
    this.#overtaken = [];
    const unheard = ahead.filter(({ index }) => index !== heard?.index);
    const cut = [
      ...(heard === undefined ? [] : [this.#heardTurn(heard, heardShare)]),
      ...unheard.map(({ index }) => ({ index, share: 0 })),
    ];
    for (const turn of cut) {
      const heardChars = charsHeard(this.#turns.at(turn).text, turn.share);
      this.#turns.change(turn, { status: 'truncated', endMs: nowMs, heardChars });
      this.#cut = turn;
    }
    this.#agent = null;
  }

  /** See TranscriptLog.hearing. */
  hearing(heardShare: number, piecesAhead: number): Hearing | null {
    const [heard] = this.#unheard(piecesAhead);
    if (heard === undefined) {
      return null;
    }
    const { id, text } = this.#turns.at(heard);
    return { turnId: id, heardChars: charsHeard(text, this.#heardTurn(heard, heardShare).share) };
  }

  /** The audio that is being heard, and what has arrived behind it. */
  #unheard(piecesAhead: number): readonly SpokenAudio[] {
    const newest = this.#agent === null ? [] : [this.#newestAudio(this.#agent)];
    return [...this.#overtaken, ...newest].slice(-1 - piecesAhead);
  }

  #newestAudio({ index, from, to }: GrowingTurn): SpokenAudio {
    return { index, from, to: to ?? this.#turns.at({ index }).text.length };
  }

  /** How much was heard of a turn, if so much was of a piece of its audio. */
  #heardTurn({ index, from, to }: SpokenAudio, heardShare: number): HeardTurn {
    const { length } = this.#turns.at({ index }).text;
    const share = Math.min(1, Math.max(0, heardShare));
    return { index, share: length === 0 ? share : (from + (to - from) * share) / length };
  }

  /** The turn that new text or audio belongs to. */
  #turn(nowMs: number): GrowingTurn {
    const before = this.#agent;
    if (before?.complete === true) {
      // The agent goes on before its last turn was heard to the end.
      const stillHeard = this.#newestAudio(before);
      this.#finishTurn(nowMs);
      this.#overtaken.push(stillHeard);
    }
    this.#agent ??= {
      ...this.#turns.open('agent', nowMs),
      ...{ sounds: false, from: 0, to: null, complete: false },
    };
    return this.#agent;
  }

  /** The turn that was over a moment ago, if nobody has spoken since. */
  #lateTurn(nowMs: number): OpenTurn | null {
    const index = this.#turns.all.findLastIndex(
      (turn) => turn.speaker !== 'system' || isSupervisors(turn),
    );
    const last = this.#turns.all[index];
    return last?.speaker === 'agent' && nowMs - (last.endMs ?? nowMs) <= LATE_MS ? { index } : null;
  }

  #finishTurn(nowMs: number): void {
    if (this.#agent !== null) {
      this.#turns.change(this.#agent, { status: 'final', endMs: nowMs });
    }
    this.#agent = null;
  }
}

/** Number of characters up to the end of the word in which this share of the text ends. */
function charsHeard(text: string, share: number): number {
  const at = Math.round(text.length * share);
  return at === 0 || at >= text.length ? at : endOfWord(text, at);
}

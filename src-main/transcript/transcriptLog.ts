/**
 * Builds the transcript of one call from text deltas that come in no guaranteed order: the caller's text often arrives after
 * the agent has begun to answer (Gemini Live API, "Audio transcriptions": transcription is sent independently of the rest).
 */
import type { Transcript, Turn, TurnSpeaker } from '../model/transcript';

/** A turn that still grows, with what is needed to close it. */
type OpenTurn = { readonly index: number };

/** Transcript of one call. All times are ms since the call reached Cordboard. */
export class TranscriptLog {
  readonly #turns: Turn[] = [];
  readonly #onChange: (turn: Turn) => void;
  #caller: OpenTurn | null = null;
  #agent: OpenTurn | null = null;
  /** Nothing more comes of the agent's open turn; it may still be heard. */
  #agentComplete = false;

  /** @param onChange Told of every new or grown turn, with the whole turn. */
  constructor(onChange: (turn: Turn) => void) {
    this.#onChange = onChange;
  }

  /** The turns so far, oldest first. */
  get turns(): Transcript {
    return this.#turns;
  }

  /** More of what the caller said. `startMs`: onset of the speech, used when the delta opens a turn. */
  callerText(delta: string, startMs: number): void {
    this.#caller ??= this.#reopenLast('caller') ?? this.#open('caller', startMs);
    this.#append(this.#caller, delta);
  }

  /** More of what the agent says. */
  agentText(delta: string, nowMs: number): void {
    this.agentTurnBegins(nowMs, null);
    if (this.#agent !== null) {
      this.#append(this.#agent, delta);
    }
  }

  /** The agent's turn begins with text or audio, whichever comes first; later calls only add the time to first audio. */
  agentTurnBegins(nowMs: number, timeToFirstAudioMs: number | null): void {
    if (this.#agentComplete) {
      // The agent goes on before all of its last turn was heard.
      this.finishAgent(nowMs);
    }
    this.#agent ??= this.#open('agent', nowMs);
    if (timeToFirstAudioMs !== null) {
      this.#change(this.#agent, { timeToFirstAudioMs });
    }
  }

  /** The agent's open turn is a reply that took this long; known only after it began. */
  agentReplyTimed(timeToFirstAudioMs: number): void {
    if (this.#agent !== null) {
      this.#change(this.#agent, { timeToFirstAudioMs });
    }
  }

  /** All of the agent's turn has come; what comes next is another one, also while this one is still being heard. */
  agentTurnComplete(): void {
    this.#agentComplete = this.#agent !== null;
  }

  /** The caller's turn is complete. */
  finishCaller(nowMs: number): void {
    if (this.#caller === null) {
      return;
    }
    this.#change(this.#caller, { status: 'final', endMs: nowMs });
    this.#caller = null;
  }

  /** The agent's turn was heard to its end. */
  finishAgent(nowMs: number): void {
    if (this.#agent === null) {
      return;
    }
    this.#change(this.#agent, { status: 'final', endMs: nowMs });
    this.#closeAgent();
  }

  /**
   * The agent was cut short. `heardShare`: how much of the audio that had come was heard, 0..1; the cut in the text is
   * estimated from it and moved to the end of a word.
   */
  truncateAgent(nowMs: number, heardShare: number): void {
    if (this.#agent === null) {
      return;
    }
    const text = this.#turnAt(this.#agent).text;
    this.#change(this.#agent, {
      status: 'truncated',
      endMs: nowMs,
      heardChars: cutAtWordEnd(text, heardShare),
    });
    this.#closeAgent();
  }

  /** A note of Cordboard itself. */
  system(text: string, nowMs: number): void {
    const turn = this.#open('system', nowMs);
    this.#change(turn, { text, status: 'final', endMs: nowMs });
  }

  /**
   * The talk so far as the service takes it to begin a fresh session with: finished turns with text, oldest first. Of a turn
   * that was cut, only what was heard.
   */
  history(): { role: 'user' | 'model'; text: string }[] {
    const history: { role: 'user' | 'model'; text: string }[] = [];
    for (const { speaker, status, text, heardChars } of this.#turns) {
      if (speaker === 'system' || status === 'partial') {
        continue;
      }
      const heard = heardChars === null ? text : text.slice(0, heardChars);
      if (heard.trim() !== '') {
        history.push({ role: speaker === 'caller' ? 'user' : 'model', text: heard });
      }
    }
    return history;
  }

  /** The call is over: nothing stays partial. */
  close(nowMs: number, heardShare: number): void {
    this.finishCaller(nowMs);
    if (heardShare < 1) {
      this.truncateAgent(nowMs, heardShare);
    } else {
      this.finishAgent(nowMs);
    }
  }

  #closeAgent(): void {
    this.#agent = null;
    this.#agentComplete = false;
  }

  /** A caller who pauses and goes on, with nobody speaking between, is still in the same turn. */
  #reopenLast(speaker: TurnSpeaker): OpenTurn | null {
    const index = this.#turns.length - 1;
    const last = this.#turns[index];
    if (last?.speaker !== speaker || last.status !== 'final') {
      return null;
    }
    const open = { index };
    this.#change(open, { status: 'partial', endMs: null });
    return open;
  }

  #open(speaker: TurnSpeaker, startMs: number): OpenTurn {
    const index = this.#turns.length;
    this.#turns.push({
      id: index,
      speaker,
      status: 'partial',
      text: '',
      heardChars: null,
      startMs: Math.round(startMs),
      endMs: null,
      timeToFirstAudioMs: null,
    });
    return { index };
  }

  #append(open: OpenTurn, delta: string): void {
    const text = this.#turnAt(open).text;
    this.#change(open, { text: text === '' ? delta.trimStart() : text + delta });
  }

  #turnAt(open: OpenTurn): Turn {
    const turn = this.#turns[open.index];
    if (turn === undefined) {
      throw new Error('an open turn is always in the list');
    }
    return turn;
  }

  #change(open: OpenTurn, change: Partial<Turn>): void {
    const turn = { ...this.#turnAt(open), ...change };
    if (turn.endMs !== null) {
      turn.endMs = Math.round(turn.endMs);
    }
    this.#turns[open.index] = turn;
    this.#onChange(turn);
  }
}

function cutAtWordEnd(text: string, share: number): number {
  const at = Math.round(text.length * Math.min(1, Math.max(0, share)));
  if (at === 0 || at >= text.length) {
    return at;
  }
  const next = text.indexOf(' ', at);
  return next === -1 ? text.length : next;
}

/**
 * Builds the transcript of one call from text deltas that come in no guaranteed order: the caller's text often arrives after
 * the agent has begun to answer (Gemini Live API, "Audio transcriptions": transcription is sent independently of the rest).
 */
import type { Transcript, Turn, TurnSpeaker } from '#model/transcript';

/** Begins what the supervisor says to the caller, among the notes of Cordboard. */
const OPERATOR_PREFIX = 'Supervisor: ';

/** A turn that still grows, with what is needed to close it. */
type OpenTurn = { readonly index: number };

/** Transcript of one call. All times are ms since the call reached Cordboard. */
export class TranscriptLog {
  readonly #turns: Turn[] = [];
  readonly #onChange: (turn: Turn) => void;
  #caller: OpenTurn | null = null;
  /** The caller's newest turn, and the onset of the newest speech in it, ms. */
  #lastCaller: (OpenTurn & { readonly onsetMs: number }) | null = null;
  /** What stood in the caller's open turn when he went on in it. */
  #callerTextBefore = '';
  /** The caller's words since then are said to the service again: what it makes of them replaces what stands there. */
  #callerRepeats = false;
  #agent: OpenTurn | null = null;
  #operator: OpenTurn | null = null;
  /** Audio of the agent's open turn has come. */
  #agentSounds = false;
  /** Turns of the agent that were complete, but perhaps not heard to their end, when the next one began. */
  #overtaken: OpenTurn[] = [];
  /** Nothing more comes of the agent's open turn; it may still be heard. */
  #agentComplete = false;

  /**
   * @param onChange Told of every new or grown turn, with the whole turn.
   * @param before Turns of the same call from before a restart; they are told at once, none of them grows any more.
   */
  constructor(onChange: (turn: Turn) => void, before: Transcript = []) {
    this.#onChange = onChange;
    for (const turn of before) {
      const index = this.#turns.push({ ...turn, id: this.#turns.length }) - 1;
      this.#change({ index }, turn.status === 'partial' ? { status: 'final' } : {});
    }
  }

  /** The turns so far, oldest first. */
  get turns(): Transcript {
    return this.#turns;
  }

  /** Number of the first turn that whoever has followed the talk up to now does not know: one that the caller is in counts as that. */
  get nextTurn(): number {
    return this.#caller?.index ?? this.#turns.length;
  }

  /** What was heard of the agent's newest turn: all of its text, unless it was cut. Empty when there is none. */
  get lastAgentWords(): string {
    const turn = this.#turns.findLast(({ speaker }) => speaker === 'agent');
    return turn === undefined ? '' : heardText(turn).trim();
  }

  /**
   * More of what the caller said. `onsetMs`: onset of his newest speech. Text that comes after the agent has begun to answer still
   * belongs to the turn that is answered, until the caller speaks again.
   */
  callerText(delta: string, onsetMs: number): void {
    this.finishOperator(onsetMs);
    const turn = this.#callerTurn(onsetMs);
    this.#lastCaller = { ...turn, onsetMs };
    if (this.#callerRepeats && turn === this.#caller) {
      this.#change(turn, { text: this.#callerTextBefore });
    }
    this.#callerRepeats = false;
    this.#append(turn, delta);
  }

  /** The caller's unanswered words are said again to another session, which transcribes them anew. */
  callerRepeats(): void {
    this.#callerRepeats = this.#caller !== null;
  }

  /** More of what the agent says. */
  agentText(delta: string, nowMs: number): void {
    this.#append(this.#agentTurn(nowMs), delta);
  }

  /** The agent's audio begins: its turn does too, unless its text came first. */
  agentTurnBegins(nowMs: number, timeToFirstAudioMs: number | null): void {
    const turn = this.#agentTurn(nowMs);
    this.#agentSounds = true;
    if (timeToFirstAudioMs !== null) {
      this.#change(turn, { timeToFirstAudioMs });
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

  /** The agent's turn is over and none of it was sound: whatever it was to be, nobody heard it. */
  agentWasMute(nowMs: number): void {
    if (this.#agent !== null && !this.#agentSounds) {
      this.#change(this.#agent, { status: 'truncated', endMs: nowMs, heardChars: 0 });
      this.#closeAgent();
    }
  }

  /** More of what the supervisor says to the caller in the agent's stead. */
  operatorText(delta: string, nowMs: number): void {
    this.finishCaller(nowMs);
    if (this.#operator === null) {
      this.#operator = this.#open('system', nowMs);
      this.#append(this.#operator, OPERATOR_PREFIX);
    }
    this.#append(this.#operator, delta);
  }

  /** What the supervisor said is complete. */
  finishOperator(nowMs: number): void {
    if (this.#operator !== null) {
      this.#change(this.#operator, { status: 'final', endMs: nowMs });
      this.#operator = null;
    }
  }

  /** The caller's turn is complete. */
  finishCaller(nowMs: number): void {
    if (this.#caller === null) {
      return;
    }
    this.#change(this.#caller, { status: 'final', endMs: nowMs });
    this.#caller = null;
  }

  /** All that the agent said was heard to its end. */
  finishAgent(nowMs: number): void {
    this.#overtaken = [];
    this.#finishTurn(nowMs);
  }

  /**
   * The agent was cut short. `heardShare`: how much of the audio that had come of the turn being heard was heard, 0..1; the cut in
   * the text is estimated from it and moved to the end of a word. `turnsAhead`: turns whose audio had come behind the one being
   * heard; nothing of them was heard.
   */
  truncateAgent(nowMs: number, heardShare: number, turnsAhead = 0): void {
    const turns = this.#overtaken.splice(0);
    const silent = this.#agent !== null && !this.#agentSounds && turns.length > 0;
    if (this.#agent !== null) {
      turns.push(this.#agent);
    }
    const cut = turns.slice(-1 - turnsAhead - (silent ? 1 : 0));
    for (const turn of cut) {
      const share = turn === cut[0] ? heardShare : 0;
      const heardChars = cutAtWordEnd(this.#turnAt(turn).text, share);
      this.#change(turn, { status: 'truncated', endMs: nowMs, heardChars });
    }
    this.#closeAgent();
  }

  /** A note of Cordboard itself. */
  system(text: string, nowMs: number): void {
    const turn = this.#open('system', nowMs);
    this.#change(turn, { text, status: 'final', endMs: nowMs });
  }

  /** What caller and supervisor said to each other from this turn on, a line each. */
  wordsSince(turnId: number): string {
    const lines = this.#turns.slice(turnId).flatMap((turn) => {
      const words = isOperators(turn) ? turn.text : `Caller: ${turn.text}`;
      return isOperators(turn) || (turn.speaker === 'caller' && turn.text !== '') ? [words] : [];
    });
    return lines.join('\n');
  }

  /**
   * The talk so far as the service takes it to begin a fresh session with: turns with text from number `from` on that do not grow
   * any more, in the order in which they were spoken. Of a turn that was cut, only what was heard; one that is still being heard
   * stands there in full. The supervisor's words stand on the agent's side.
   */
  history(from = 0): { role: 'user' | 'model'; text: string }[] {
    const history: { role: 'user' | 'model'; text: string }[] = [];
    const spoken = this.#turns.slice(from).sort((one, other) => one.startMs - other.startMs);
    for (const turn of spoken) {
      const { speaker } = turn;
      if ((speaker === 'system' && !isOperators(turn)) || this.#grows(turn)) {
        continue;
      }
      const heard = heardText(turn);
      if (heard.trim() !== '') {
        history.push({ role: speaker === 'caller' ? 'user' : 'model', text: heard });
      }
    }
    return history;
  }

  /** The call is over: nothing stays partial. */
  close(nowMs: number, heardShare: number): void {
    this.finishCaller(nowMs);
    this.finishOperator(nowMs);
    if (heardShare < 1) {
      this.truncateAgent(nowMs, heardShare);
    } else {
      this.finishAgent(nowMs);
    }
  }

  /** The turn that belongs to what comes of the agent. */
  #agentTurn(nowMs: number): OpenTurn {
    const before = this.#agent;
    if (before !== null && this.#agentComplete) {
      // The agent goes on before all of its last turn was heard.
      this.#finishTurn(nowMs);
      this.#overtaken.push(before);
    }
    this.#agent ??= this.#open('agent', nowMs);
    return this.#agent;
  }

  /** The turn that the caller's text belongs to. */
  #callerTurn(onsetMs: number): OpenTurn {
    const last = this.#lastCaller;
    if (this.#caller === null && last?.onsetMs === onsetMs && this.#answersSince(last) === 1) {
      return last;
    }
    if (this.#caller === null) {
      this.#caller = this.#reopenLast('caller') ?? this.#open('caller', onsetMs);
      this.#callerTextBefore = this.#turnAt(this.#caller).text;
    }
    return this.#caller;
  }

  /** Turns of the agent that stand after this turn. A second one answers words of which the detector here heard nothing. */
  #answersSince({ index }: OpenTurn): number {
    return this.#turns.slice(index + 1).filter(({ speaker }) => speaker === 'agent').length;
  }

  #finishTurn(nowMs: number): void {
    if (this.#agent !== null) {
      this.#change(this.#agent, { status: 'final', endMs: nowMs });
    }
    this.#closeAgent();
  }

  #closeAgent(): void {
    this.#agent = null;
    this.#agentComplete = false;
    this.#agentSounds = false;
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
    const isFirst = text === '' || text === OPERATOR_PREFIX;
    this.#change(open, { text: text + (isFirst ? delta.trimStart() : delta) });
  }

  #grows({ id, status }: Turn): boolean {
    return status === 'partial' && !(this.#agentComplete && id === this.#agent?.index);
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

/** The turn is the supervisor's, who spoke with the caller. */
function isOperators({ speaker, text }: Turn): boolean {
  return speaker === 'system' && text.startsWith(OPERATOR_PREFIX);
}

/** The part of a turn that was heard. */
function heardText({ text, heardChars }: Turn): string {
  return heardChars === null ? text : text.slice(0, heardChars);
}

function cutAtWordEnd(text: string, share: number): number {
  const at = Math.round(text.length * Math.min(1, Math.max(0, share)));
  if (at === 0 || at >= text.length) {
    return at;
  }
  const next = text.indexOf(' ', at);
  return next === -1 ? text.length : next;
}

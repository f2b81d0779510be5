/**
 * Builds the transcript of one call from pieces of text that arrive in no guaranteed order. The
 * caller's text often arrives after the agent has begun to answer (Gemini Live API, "Audio
 * transcriptions": transcription is sent independently of the rest).
 */
import { type Phrase, phrase, wordsOf } from '#model/phrases/phrase';
import { isOver, type ToolUse } from '#model/toolUse';
import {
  spokenIn,
  SUPERVISOR_SAYS,
  type Transcript,
  type Turn,
  type TurnSpeaker,
} from '#model/transcript';
import { promisesIn } from './promises';
import { heardText, VOICE_LABELS } from './spoken';
import { endOfWord } from './words';

/**
 * How long text may come late, ms: the caller's after the agent has begun to answer it, the
 * agent's after it was heard to its end.
 */
const LATE_MS = 2_000;

/** What a turn about a tool says and shows. */
export type ToolNews = { readonly said: Phrase; readonly use: ToolUse };

/** A turn that may still grow, by its place in the list. */
type OpenTurn = { readonly index: number };

/** Id of the first turn that is not one of `before`; see the constructor of TranscriptLog. */
export function firstNewTurn(before: Transcript, firstTurn = 0): number {
  return Math.max(firstTurn, (before.at(-1)?.id ?? -1) + 1);
}

/** Transcript of one call. All times are ms since the call reached Cordboard. */
export class TranscriptLog {
  readonly #turns: Turn[] = [];
  /** Id of a new turn, less its place in the list. */
  readonly #firstId: number;
  readonly #onChange: (turn: Turn) => void;
  #earlier: Transcript = [];
  #caller: OpenTurn | null = null;
  /** The caller's newest turn, and the onset of the newest speech in it, ms. */
  #lastCaller: (OpenTurn & { readonly onsetMs: number }) | null = null;
  /** Text of the caller's open turn at the moment at which it was opened or reopened. */
  #callerTextBefore = '';
  /** The caller's words since that moment are transcribed again: the new text replaces the old. */
  #callerRepeats = false;
  #agent: OpenTurn | null = null;
  /** The supervisor's open turn, and their words in it. */
  #supervisor: (OpenTurn & { readonly words: string }) | null = null;
  /** Audio of the agent's open turn has arrived. */
  #agentSounds = false;
  /** Complete turns of the agent that may still be heard although the next one has begun. */
  #overtaken: OpenTurn[] = [];
  /** The agent's open turn has arrived as a whole; it may still be heard. */
  #agentComplete = false;
  /** The agent's turn that was cut last, and the share of it that was heard, 0..1. */
  #cut: (OpenTurn & { readonly heardShare: number }) | null = null;

  /**
   * @param onChange Gets every new or changed turn, as a whole.
   * @param before Turns of the same call from before a restart. They are published at once and do
   * not grow any more.
   * @param firstTurn Id of the first turn after those; by default the next one. A record that
   * cannot be read may hold turns too, and none of them may get its id a second time.
   */
  constructor(onChange: (turn: Turn) => void, before: Transcript = [], firstTurn = 0) {
    this.#onChange = onChange;
    this.#firstId = firstNewTurn(before, firstTurn) - before.length;
    for (const turn of before) {
      const index = this.#turns.push(turn) - 1;
      this.#change({ index }, brokenOff(turn));
    }
  }

  /**
   * Turns of the same call from before a restart, read only now. They have lower ids than the
   * others.
   */
  recall(earlier: Transcript): void {
    this.#earlier = earlier.map((turn) => ({ ...turn, ...brokenOff(turn) }));
    this.#earlier.forEach(this.#onChange);
  }

  /** What was said in a talk of which this is no part: whoever joins this one knows it. */
  follows(context: Transcript): void {
    this.#earlier = context;
  }

  /** What was said in the recalled talk; empty if there is none. */
  get earlierTalk(): { role: 'user' | 'model'; text: string }[] {
    return this.#spokenIn(this.#earlier);
  }

  /** Oldest first. */
  get turns(): Transcript {
    return this.#turns;
  }

  /**
   * Place in `turns` of the first turn that is new to somebody who has followed the talk up to now.
   * The caller's open turn counts as new.
   */
  get nextTurn(): number {
    return this.#caller?.index ?? this.#turns.length;
  }

  /** The part of the agent's newest turn that was heard; empty when there is no turn. */
  get lastAgentWords(): string {
    const turn = this.#turns.findLast(({ speaker }) => speaker === 'agent');
    return turn === undefined ? '' : heardText(turn).trim();
  }

  /**
   * More of what the caller said. Text that arrives shortly after the agent has begun to answer
   * belongs to the turn that is answered, until the caller speaks again. Later text is of speech
   * that the detector did not find.
   * @param onsetMs Onset of the caller's newest speech that was found.
   */
  callerText(delta: string, onsetMs: number, nowMs: number): void {
    this.finishSupervisor(onsetMs);
    const turn = this.#callerTurn(onsetMs, nowMs);
    this.#lastCaller = { ...turn, onsetMs };
    if (this.#callerRepeats && turn === this.#caller) {
      this.#change(turn, { text: this.#callerTextBefore });
    }
    this.#callerRepeats = false;
    this.#append(turn, delta);
  }

  /** The caller's unanswered words go to another session, which transcribes them again. */
  callerRepeats(): void {
    this.#callerRepeats = this.#caller !== null;
  }

  /**
   * More of what the agent says. Text that arrives after the end of a turn, and before the audio of
   * another, still belongs to it.
   */
  agentText(delta: string, nowMs: number): void {
    const turn = this.#agent ?? this.#lateAgentTurn(nowMs) ?? this.#agentTurn(nowMs);
    const text = joinedText(this.#turnAt(turn).text, delta);
    const cut = turn.index === this.#cut?.index ? this.#cut : null;
    const heard = cut === null ? {} : { heardChars: cutAtWordEnd(text, cut.heardShare) };
    this.#change(turn, { text, ...heard });
  }

  /** The agent's audio begins, and its turn with it unless its text arrived first. */
  agentTurnBegins(nowMs: number, timeToFirstAudioMs: number | null): void {
    const turn = this.#agentTurn(nowMs);
    this.#agentSounds = true;
    if (timeToFirstAudioMs !== null) {
      this.#change(turn, { timeToFirstAudioMs });
    }
  }

  /** Sets how long the reply in the agent's open turn took, ms; known only after it began. */
  agentReplyTimed(timeToFirstAudioMs: number): void {
    if (this.#agent !== null) {
      this.#change(this.#agent, { timeToFirstAudioMs });
    }
  }

  /** The agent's turn has arrived as a whole. What follows is another one. */
  agentTurnComplete(): void {
    this.#agentComplete = this.#agent !== null;
  }

  /** The agent's turn is over and had no audio: nobody heard any of it. */
  agentWasMute(nowMs: number): void {
    if (this.#agent !== null && !this.#agentSounds) {
      this.#change(this.#agent, { status: 'truncated', endMs: nowMs, heardChars: 0 });
      this.#closeAgent();
    }
  }

  /** More of what a supervisor says to the caller in the agent's place. `by`: which one. */
  supervisorText(delta: string, nowMs: number, by?: string): void {
    this.finishCaller(nowMs);
    const turn = this.#supervisor ?? { ...this.#open('system', nowMs), words: '' };
    const words = joinedText(turn.words, delta);
    this.#supervisor = { ...turn, words };
    this.#change(turn, noted(phrase(SUPERVISOR_SAYS, { words }), by));
  }

  finishSupervisor(nowMs: number): void {
    if (this.#supervisor !== null) {
      this.#change(this.#supervisor, { status: 'final', endMs: nowMs });
      this.#supervisor = null;
    }
  }

  finishCaller(nowMs: number): void {
    if (this.#caller === null) {
      return;
    }
    this.#change(this.#caller, { status: 'final', endMs: nowMs });
    this.#caller = null;
  }

  /** Everything the agent said was heard to its end. */
  finishAgent(nowMs: number): void {
    this.#overtaken = [];
    this.#finishTurn(nowMs);
  }

  /**
   * The agent was cut short. The place of the cut in the text is an estimate, moved to the end of a
   * word.
   * @param heardShare How much of the audio that had arrived of the present turn was heard, 0..1.
   * @param turnsAhead Turns behind it whose audio had arrived; nothing of them was heard.
   */
  truncateAgent(nowMs: number, heardShare: number, turnsAhead = 0): void {
    const cut = this.#unheard(turnsAhead);
    this.#overtaken = [];
    for (const turn of cut) {
      const share = turn === cut[0] ? heardShare : 0;
      const heardChars = cutAtWordEnd(this.#turnAt(turn).text, share);
      this.#change(turn, { status: 'truncated', endMs: nowMs, heardChars });
      this.#cut = { ...turn, heardShare: share };
    }
    this.#closeAgent();
  }

  /**
   * The agent's turn that is being heard, and how much of its text was; null while there is none.
   * The figures are those of `truncateAgent`, and so is the estimate.
   */
  hearing(
    heardShare: number,
    turnsAhead = 0,
  ): { readonly turnId: number; readonly heardChars: number } | null {
    const [heard] = this.#unheard(turnsAhead);
    if (heard === undefined) {
      return null;
    }
    const { id, text } = this.#turnAt(heard);
    return { turnId: id, heardChars: cutAtWordEnd(text, heardShare) };
  }

  /** A note by Cordboard itself. `by`: whose doing it tells. */
  system(note: Phrase, nowMs: number, by?: string): void {
    const turn = this.#open('system', nowMs);
    this.#change(turn, { ...noted(note, by), status: 'final', endMs: nowMs });
  }

  /** The agent calls a tool. What is returned puts newer states of it into the same turn. */
  tool(first: ToolNews, nowMs: number): (news: ToolNews, nowMs: number) => void {
    const turn = this.#open('system', nowMs);
    const show = ({ said, use }: ToolNews, atMs: number): void => {
      const end = isOver(use) ? ({ status: 'final', endMs: atMs } as const) : {};
      this.#change(turn, { ...noted(said), tool: use, ...end });
    };
    show(first, nowMs);
    return show;
  }

  /**
   * What caller and supervisor said to each other, one line for each turn.
   * @param from Place in `turns` of the first turn.
   * @param known How much of each of these turns is left out, as `lengthsSince` said it.
   */
  wordsSince(from: number, known: readonly number[] = []): string {
    const lines = this.#turns.slice(from).flatMap((turn, at) => {
      const spoken = spokenByPeople(turn);
      const words = spoken?.words.slice(known[at] ?? 0).trim() ?? '';
      return spoken === null || words === '' ? [] : [`${VOICE_LABELS[spoken.voice]}: ${words}`];
    });
    return lines.join('\n');
  }

  /** How much caller and supervisor said in each turn so far, characters. `from` as above. */
  lengthsSince(from: number): readonly number[] {
    return this.#turns.slice(from).map((turn) => spokenByPeople(turn)?.words.length ?? 0);
  }

  /** What the supervisor promised the caller, as far as it is recognised. `from` as above. */
  promisesSince(from: number): readonly string[] {
    return this.#turns.slice(from).flatMap((turn) => {
      const spoken = spokenIn(turn);
      return spoken?.voice === 'supervisor' ? promisesIn(spoken.words) : [];
    });
  }

  /**
   * The talk in the form that the service takes at the beginning of a fresh session: turns with
   * text that no longer grow, in the order in which they were spoken. A turn that was cut counts
   * with its heard part, a turn that is still being heard with all of it. The supervisor's words
   * count as the agent's.
   * @param from Place in `turns` of the first turn; 0 includes what was recalled.
   */
  history(from = 0): { role: 'user' | 'model'; text: string }[] {
    const recalled = from === 0 ? this.#earlier : [];
    return this.#spokenIn([...recalled, ...this.#turns.slice(from)]);
  }

  #spokenIn(turns: Transcript): { role: 'user' | 'model'; text: string }[] {
    const history: { role: 'user' | 'model'; text: string }[] = [];
    const spoken = turns.toSorted((one, other) => one.startMs - other.startMs);
    for (const turn of spoken) {
      const { speaker } = turn;
      if ((speaker === 'system' && !isSupervisors(turn)) || this.#grows(turn)) {
        continue;
      }
      const heard = heardText(turn);
      if (heard.trim() !== '') {
        history.push({ role: speaker === 'caller' ? 'user' : 'model', text: heard });
      }
    }
    return history;
  }

  /** The call is over: nothing stays partial. The figures are those of `truncateAgent`. */
  close(nowMs: number, heardShare: number, turnsAhead = 0): void {
    this.finishCaller(nowMs);
    this.finishSupervisor(nowMs);
    if (heardShare < 1 || turnsAhead > 0) {
      this.truncateAgent(nowMs, heardShare, turnsAhead);
    } else {
      this.finishAgent(nowMs);
    }
  }

  /** The agent's turn that is being heard, and the turns behind it whose audio has arrived. */
  #unheard(turnsAhead: number): readonly OpenTurn[] {
    const turns = this.#agent === null ? this.#overtaken : [...this.#overtaken, this.#agent];
    return turns.slice(-1 - turnsAhead);
  }

  /** The turn that new text or audio of the agent belongs to. */
  #agentTurn(nowMs: number): OpenTurn {
    const before = this.#agent;
    if (before !== null && this.#agentComplete) {
      // The agent goes on before its last turn was heard to the end.
      this.#finishTurn(nowMs);
      this.#overtaken.push(before);
    }
    this.#agent ??= this.#open('agent', nowMs);
    return this.#agent;
  }

  /** The agent's turn that was over a moment ago, if nobody has spoken since. */
  #lateAgentTurn(nowMs: number): OpenTurn | null {
    const index = this.#turns.findLastIndex(
      (turn) => turn.speaker !== 'system' || isSupervisors(turn),
    );
    const last = this.#turns[index];
    return last?.speaker === 'agent' && nowMs - (last.endMs ?? nowMs) <= LATE_MS ? { index } : null;
  }

  /** The turn that new text of the caller belongs to. */
  #callerTurn(onsetMs: number, nowMs: number): OpenTurn {
    if (this.#caller !== null) {
      return this.#caller;
    }
    const last = this.#lastCaller;
    const answer = this.#turns.find((turn) => turn.speaker === 'agent' && turn.startMs >= onsetMs);
    const inTime = answer === undefined || nowMs - answer.startMs <= LATE_MS;
    if (inTime && last?.onsetMs === onsetMs && this.#answersSince(last) === 1) {
      return last;
    }
    this.#caller = this.#reopenLast('caller') ?? this.#open('caller', inTime ? onsetMs : nowMs);
    this.#callerTextBefore = this.#turnAt(this.#caller).text;
    return this.#caller;
  }

  /** Turns of the agent after this turn. A second one answers words that the VAD did not hear. */
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

  /** Reopens the last turn of a speaker who pauses and goes on while nobody else speaks. */
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
      id: this.#firstId + index,
      speaker,
      status: 'partial',
      text: '',
      note: null,
      heardChars: null,
      startMs: Math.round(startMs),
      endMs: null,
      timeToFirstAudioMs: null,
    });
    return { index };
  }

  #append(open: OpenTurn, delta: string): void {
    this.#change(open, { text: joinedText(this.#turnAt(open).text, delta) });
  }

  #grows({ id, status }: Turn): boolean {
    const open = this.#agent === null ? null : this.#turnAt(this.#agent);
    return status === 'partial' && !(this.#agentComplete && id === open?.id);
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

/** The end of a turn that was open when an earlier run of the program ended. */
function brokenOff({ status, tool }: Turn): Partial<Turn> {
  if (status !== 'partial') {
    return {};
  }
  return tool === undefined
    ? { status: 'final' }
    : { status: 'final', tool: { ...tool, state: 'cancelled' } };
}

/** Whether the supervisor says this turn to the caller. */
function spokenByPeople(turn: Turn): ReturnType<typeof spokenIn> {
  const spoken = spokenIn(turn);
  return spoken?.voice === 'agent' ? null : spoken;
}

function isSupervisors({ note }: Turn): boolean {
  return note?.code === SUPERVISOR_SAYS;
}

/** A note as part of a turn: the words beside it are searched, and read by other programs. */
function noted(note: Phrase, by?: string): Pick<Turn, 'note' | 'text' | 'by'> {
  return { note, text: wordsOf(note), ...(by === undefined ? {} : { by }) };
}

function joinedText(text: string, delta: string): string {
  return text + (text === '' ? delta.trimStart() : delta);
}

/** Number of characters up to the end of the word in which this share of the text ends. */
function cutAtWordEnd(text: string, share: number): number {
  const at = Math.round(text.length * Math.min(1, Math.max(0, share)));
  if (at === 0 || at >= text.length) {
    return at;
  }
  return endOfWord(text, at);
}

/**
 * Builds the transcript of one call from pieces of text that arrive in no guaranteed order. The
 * caller's text often arrives after the agent has begun to answer (Gemini Live API, "Audio
 * transcriptions": transcription is sent independently of the rest).
 */
import { type Phrase, phrase } from '#model/phrases/phrase';
import { isOver, type ToolUse } from '#model/toolUse';
import { SUPERVISOR_SAYS, type Transcript, type Turn } from '#model/transcript';
import { AgentTurns, type Hearing } from './agentTurns';
import {
  lastAgentWords,
  lengthsOfTakeOver,
  promisesOf,
  type SpokenPart,
  spokenParts,
  wordsOfTakeOver,
} from './readTalk';
import { joinedText, LATE_MS, noted, type OpenTurn, TurnList } from './turnList';

/** What a turn about a tool says and shows. */
export type ToolNews = { readonly said: Phrase; readonly use: ToolUse };

/**
 * The caller's open turn. `textBefore`: its text when it was opened or reopened. `repeats`: what
 * they have said since is transcribed again, and the new text replaces the old.
 */
type CallerTurn = OpenTurn & { readonly textBefore: string; repeats: boolean };

/** Id of the first turn that is not one of `before`; see the constructor of TranscriptLog. */
export function firstNewTurn(before: Transcript, firstTurn = 0): number {
  return Math.max(firstTurn, (before.at(-1)?.id ?? -1) + 1);
}

/** Transcript of one call. All times are ms since the call reached Cordboard. */
export class TranscriptLog {
  readonly #turns: TurnList;
  readonly #agent: AgentTurns;
  readonly #onChange: (turn: Turn) => void;
  #earlier: Transcript = [];
  #caller: CallerTurn | null = null;
  /** The caller's newest turn, and the onset of the newest speech in it, ms. */
  #lastCaller: (OpenTurn & { readonly onsetMs: number }) | null = null;
  /** The supervisor's open turn, and their words in it. */
  #supervisor: (OpenTurn & { readonly words: string }) | null = null;
  /**
   * @param onChange Gets every new or changed turn, as a whole.
   * @param before Turns of the same call from before a restart. They are published at once and do
   * not grow any more.
   * @param firstTurn Id of the first turn after those; by default the next one. A record that
   * cannot be read may hold turns too, and none of them may get its id a second time.
   */
  constructor(onChange: (turn: Turn) => void, before: Transcript = [], firstTurn = 0) {
    this.#onChange = onChange;
    this.#turns = new TurnList(onChange, firstNewTurn(before, firstTurn) - before.length);
    this.#agent = new AgentTurns(this.#turns);
    for (const turn of before) {
      this.#turns.change(this.#turns.add(turn), brokenOff(turn));
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
  get earlierTalk(): SpokenPart[] {
    return spokenParts(this.#earlier);
  }

  /** Oldest first. */
  get turns(): Transcript {
    return this.#turns.all;
  }

  /**
   * Place in `turns` of the first turn that is new to somebody who has followed the talk up to now.
   * The caller's open turn counts as new.
   */
  get nextTurn(): number {
    return this.#caller?.index ?? this.#turns.all.length;
  }

  /** The part of the agent's newest turn that was heard; empty when there is no turn. */
  get lastAgentWords(): string {
    return lastAgentWords(this.turns);
  }

  /**
   * More of what the caller said. Text that arrives shortly after the agent has begun to answer, or
   * the supervisor to speak, belongs to the turn before, until the caller speaks again. Later text
   * is of speech that the detector did not find.
   * @param onsetMs Onset of the caller's newest speech that was found.
   */
  callerText(delta: string, onsetMs: number, nowMs: number): void {
    if (this.#lastCaller !== null && this.#isBeforeSupervisor(onsetMs, nowMs)) {
      this.#turns.append(this.#lastCaller, delta);
      return;
    }
    this.finishSupervisor(onsetMs);
    const turn = this.#callerTurn(onsetMs, nowMs);
    this.#lastCaller = { ...turn, onsetMs };
    if (this.#caller?.repeats === true && turn === this.#caller) {
      this.#turns.change(turn, { text: this.#caller.textBefore });
    }
    if (this.#caller !== null) {
      this.#caller.repeats = false;
    }
    this.#turns.append(turn, delta);
  }

  /** The caller's unanswered words go to another session, which transcribes them again. */
  callerRepeats(): void {
    if (this.#caller !== null) {
      this.#caller.repeats = true;
    }
  }

  /**
   * More of what the agent says. Text that arrives after the end of a turn, and before the audio of
   * another, still belongs to it.
   */
  agentText(delta: string, nowMs: number): void {
    this.#agent.text(delta, nowMs);
  }

  /** The agent's audio begins, and its turn with it unless its text arrived first. */
  agentTurnBegins(nowMs: number, timeToFirstAudioMs: number | null): void {
    this.#agent.begin(nowMs, timeToFirstAudioMs);
  }

  /** Sets how long the reply in the agent's open turn took, ms; known only after it began. */
  agentReplyTimed(timeToFirstAudioMs: number): void {
    this.#agent.timed(timeToFirstAudioMs);
  }

  /** The agent's turn has arrived as a whole. What follows is another one. */
  agentTurnComplete(): void {
    this.#agent.complete();
  }

  /** A part of the agent's turn has arrived as a whole, and the turn goes on. */
  agentPartComplete(): void {
    this.#agent.partComplete();
  }

  /** Audio of the next part of the agent's turn has arrived; the part before may still be heard. */
  agentGoesOn(): void {
    this.#agent.goOn();
  }

  /** The agent's turn is over and had no audio: nobody heard any of it. */
  agentWasMute(nowMs: number): void {
    this.#agent.wasMute(nowMs);
  }

  /** More of what a supervisor says to the caller in the agent's place. `by`: which one. */
  supervisorText(delta: string, nowMs: number, by?: string): void {
    this.finishCaller(nowMs);
    const turn = this.#supervisor ?? { ...this.#turns.open('system', nowMs), words: '' };
    const words = joinedText(turn.words, delta);
    this.#supervisor = { ...turn, words };
    this.#turns.change(turn, noted(phrase(SUPERVISOR_SAYS, { words }), by));
  }

  /** The onset of the caller's speech may be earlier than the supervisor's first words came. */
  finishSupervisor(atMs: number): void {
    if (this.#supervisor !== null) {
      const endMs = Math.max(atMs, this.#turns.at(this.#supervisor).startMs);
      this.#turns.change(this.#supervisor, { status: 'final', endMs });
      this.#supervisor = null;
    }
  }

  finishCaller(nowMs: number): void {
    if (this.#caller === null) {
      return;
    }
    this.#turns.change(this.#caller, { status: 'final', endMs: nowMs });
    this.#caller = null;
  }

  /** Everything the agent said was heard to its end. */
  finishAgent(nowMs: number): void {
    this.#agent.finish(nowMs);
  }

  /**
   * The agent was cut short. The place of the cut in the text is an estimate, moved to the end of a
   * word.
   * @param heardShare How much of the audio that had arrived as one piece was heard, 0..1.
   * @param piecesAhead Pieces behind it whose audio had arrived; nothing of them was heard.
   */
  truncateAgent(nowMs: number, heardShare: number, piecesAhead = 0): void {
    this.#agent.truncate(nowMs, heardShare, piecesAhead);
  }

  /**
   * The agent's turn that is being heard, and how much of its text was; null while there is none.
   * The figures are those of `truncateAgent`, and so is the estimate.
   */
  hearing(heardShare: number, piecesAhead = 0): Hearing | null {
    return this.#agent.hearing(heardShare, piecesAhead);
  }

  /** A note by Cordboard itself. `by`: whose doing it tells. */
  system(note: Phrase, nowMs: number, by?: string): void {
    const turn = this.#turns.open('system', nowMs);
    this.#turns.change(turn, { ...noted(note, by), status: 'final', endMs: nowMs });
  }

  /** The agent calls a tool. What is returned puts newer states of it into the same turn. */
  tool(first: ToolNews, nowMs: number): (news: ToolNews, nowMs: number) => void {
    const turn = this.#turns.open('system', nowMs);
    const show = ({ said, use }: ToolNews, atMs: number): void => {
      const end = isOver(use) ? ({ status: 'final', endMs: atMs } as const) : {};
      this.#turns.change(turn, { ...noted(said), tool: use, ...end });
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
    return wordsOfTakeOver(this.turns.slice(from), known);
  }

  /** How much caller and supervisor said in each turn so far, characters. `from` as above. */
  lengthsSince(from: number): readonly number[] {
    return lengthsOfTakeOver(this.turns.slice(from));
  }

  /** What the supervisor promised the caller, as far as it is recognised. `from` as above. */
  promisesSince(from: number): readonly string[] {
    return promisesOf(this.turns.slice(from));
  }

  /**
   * The talk in the form that the service takes at the beginning of a fresh session: turns with
   * text that no longer grows (see `spokenParts`).
   * @param from Place in `turns` of the first turn; 0 includes what was recalled.
   */
  history(from = 0): SpokenPart[] {
    const recalled = from === 0 ? this.#earlier : [];
    const turns = [...recalled, ...this.turns.slice(from)];
    return spokenParts(turns.filter((turn) => !this.#grows(turn)));
  }

  /** The call is over: nothing stays partial. The figures are those of `truncateAgent`. */
  close(nowMs: number, heardShare: number, piecesAhead = 0): void {
    this.finishCaller(nowMs);
    this.finishSupervisor(nowMs);
    if (heardShare < 1 || piecesAhead > 0) {
      this.truncateAgent(nowMs, heardShare, piecesAhead);
    } else {
      this.finishAgent(nowMs);
    }
  }

  /** The turn that new text of the caller belongs to. */
  #callerTurn(onsetMs: number, nowMs: number): OpenTurn {
    if (this.#caller !== null) {
      return this.#caller;
    }
    const last = this.#lastCaller;
    const answer = this.turns.find((turn) => turn.speaker === 'agent' && turn.startMs >= onsetMs);
    const inTime = answer === undefined || nowMs - answer.startMs <= LATE_MS;
    if (inTime && last?.onsetMs === onsetMs && this.#answersSince(last) === 1) {
      return last;
    }
    const turn =
      this.#turns.reopenLast('caller') ?? this.#turns.open('caller', inTime ? onsetMs : nowMs);
    this.#caller = { ...turn, textBefore: this.#turns.at(turn).text, repeats: false };
    return this.#caller;
  }

  /** Whether the caller said it before the supervisor began to speak just now. */
  #isBeforeSupervisor(onsetMs: number, nowMs: number): boolean {
    if (this.#supervisor === null || this.#lastCaller?.onsetMs !== onsetMs) {
      return false;
    }
    const { startMs } = this.#turns.at(this.#supervisor);
    return onsetMs < startMs && nowMs - startMs <= LATE_MS;
  }

  /** Turns of the agent after this turn. A second one answers words that the VAD did not hear. */
  #answersSince({ index }: OpenTurn): number {
    return this.turns.slice(index + 1).filter(({ speaker }) => speaker === 'agent').length;
  }

  #grows({ id, status }: Turn): boolean {
    return status === 'partial' && !this.#agent.isComplete(id);
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

import type { VoiceAgentOptions } from '../../voiceAgent';
import type { ResumptionHandle } from './resumptionHandle';

type Note = { readonly text: string; readonly since: number };

/** Notes kept for later sessions; older ones are forgotten. */
const MAX_NOTES = 16;

/**
 * What the agent knows besides the talk: its instruction, and the notes it got during the call. A
 * fresh session must be given the notes again, and so must a session that is resumed by a handle
 * from before a note.
 */
export class Briefing {
  /** Null until `begin`. */
  #instruction: string | null = null;
  /** The instruction the newest session was set up with. */
  #usedInstruction = '';
  readonly #withFacts: VoiceAgentOptions['withFacts'];
  readonly #notes: Note[] = [];

  /** @param withFacts See VoiceAgentOptions. */
  constructor(withFacts?: VoiceAgentOptions['withFacts']) {
    this.#withFacts = withFacts;
  }

  /** The instruction to begin with, unless it was changed before. */
  begin(instruction: string): void {
    this.#instruction ??= instruction;
  }

  /** The newest session was set up with an older instruction. */
  get hasNewInstruction(): boolean {
    return this.#instruction !== this.#usedInstruction;
  }

  /** Sets the instruction. It holds once `useInstruction` has handed it to a session. */
  changeInstruction(instruction: string): void {
    this.#instruction = instruction;
  }

  /** The instruction with the facts of this moment, for a session that gets it now. */
  useInstruction(): string {
    const instruction = this.#instruction ?? '';
    this.#usedInstruction = instruction;
    return this.#withFacts?.(instruction) ?? instruction;
  }

  /** The agent got a note while this was the newest handle. */
  told(text: string, handle: ResumptionHandle): void {
    this.#notes.push({ text, since: handle.count });
    this.#notes.splice(0, this.#notes.length - MAX_NOTES);
  }

  /** The notes that a session resumed by the newest handle does not know, oldest first. */
  unknownTo(handle: ResumptionHandle): readonly string[] {
    return this.#notes.filter((note) => note.since >= handle.count).map((note) => note.text);
  }

  /** All notes, for a fresh session. */
  get all(): readonly string[] {
    return this.#notes.map((note) => note.text);
  }
}

import type { ResumptionHandle } from './resumptionHandle';

type Note = { readonly text: string; readonly since: number };

/** Notes kept for later sessions; older ones are forgotten. */
const MAX_NOTES = 16;

/**
 * What the agent was told beside the talk: its instruction, and the notes it got in the course of the call. A session that is
 * resumed by a handle from before a note, and one that begins anew, must be told again.
 */
export class Briefing {
  #instruction: string;
  /** The instruction the newest session was set up with. */
  #usedInstruction = '';
  readonly #notes: Note[] = [];

  constructor(instruction: string) {
    this.#instruction = instruction;
  }

  /** The instruction was changed after the newest session was set up with it. */
  get hasNewInstruction(): boolean {
    return this.#instruction !== this.#usedInstruction;
  }

  /** What the agent is told to be and do from the next session on, or from `useInstruction` on. */
  changeInstruction(instruction: string): void {
    this.#instruction = instruction;
  }

  /** The instruction, for a session that is told it now. */
  useInstruction(): string {
    this.#usedInstruction = this.#instruction;
    return this.#instruction;
  }

  /** The agent was told something while this was the newest handle. */
  told(text: string, handle: ResumptionHandle): void {
    this.#notes.push({ text, since: handle.count });
    this.#notes.splice(0, this.#notes.length - MAX_NOTES);
  }

  /** Notes that a session resumed by the newest handle does not know, oldest first. */
  unknownTo(handle: ResumptionHandle): readonly string[] {
    return this.#notes.filter((note) => note.since >= handle.count).map((note) => note.text);
  }

  /** All notes, for a session that begins anew. */
  get all(): readonly string[] {
    return this.#notes.map((note) => note.text);
  }
}

import { type NewWords, newWords } from '#main/rules/spokenPhrases';
import type { Turn } from '#model/transcript';

/** Turns that may still grow at once: those of both sides, and the ones before. */
const TURNS_KEPT = 8;

/** The words that each turn has got since it was last read. */
export class TurnWords {
  /** How much of the newest turns has been read, characters, by the id of the turn. */
  readonly #readOf = new Map<number, number>();

  read({ id, text, status }: Turn): NewWords {
    const found = newWords(text, this.#readOf.get(id) ?? 0, status !== 'partial');
    this.#readOf.delete(id);
    this.#readOf.set(id, found.lookedAt);
    const [oldest] = this.#readOf.keys();
    if (this.#readOf.size > TURNS_KEPT && oldest !== undefined) {
      this.#readOf.delete(oldest);
    }
    return found;
  }
}

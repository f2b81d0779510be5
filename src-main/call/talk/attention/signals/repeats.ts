import { newWords } from '#main/rules/spokenPhrases';

/** What the caller said before that a new turn is compared with, turns. */
const TURNS_KEPT = 8;

/** Fewer different words than this say the same by chance: "yes, please". */
const MIN_WORDS = 4;

/** This share of the words of both turns must be the same. */
const ALIKE = 0.6;

type Said = { readonly turnId: number; readonly words: ReadonlySet<string> };

/** Finds what the caller says again, in other turns of theirs. */
export class Repeats {
  #said: readonly Said[] = [];

  /** Reads a complete turn of the caller; returns whether it says what an earlier one said. */
  isAgain(turnId: number, text: string): boolean {
    const words = new Set(newWords(text, 0, true).words);
    if (words.size < MIN_WORDS) {
      return false;
    }
    const others = this.#said.filter((said) => said.turnId !== turnId);
    this.#said = [...others, { turnId, words }].slice(-TURNS_KEPT);
    return others.some((said) => likeness(said.words, words) >= ALIKE);
  }
}

/** Words of both, as a share of the words of either. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter((word) => other.has(word)).length;
  return both / (one.size + other.size - both);
}

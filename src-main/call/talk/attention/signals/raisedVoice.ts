/** Speech that counts as what is heard now: 3 s, in columns of 20 ms. */
const NOW_COLUMNS = 150;

/** Speech that is needed to know a caller's own level: 8 s. */
const KNOWN_COLUMNS = 400;

/** Some speech of the caller: the sum of its squared peaks, over how many columns. */
export type SpeechLevel = { readonly power: number; readonly columns: number };

const NONE: SpeechLevel = { power: 0, columns: 0 };

/** How much louder the caller speaks now than before, against their own voice alone. */
export class RaisedVoice {
  /** What is heard now, oldest first. */
  #now: readonly SpeechLevel[] = [];
  /** All that was heard before it. */
  #before: SpeechLevel = NONE;

  add(level: SpeechLevel): void {
    if (level.columns === 0) {
      return;
    }
    this.#now = [...this.#now, level];
    for (let [oldest, ...rest] = this.#now; oldest !== undefined; [oldest, ...rest] = this.#now) {
      if (sum(rest).columns < NOW_COLUMNS) {
        return;
      }
      this.#now = rest;
      this.#before = sum([this.#before, oldest]);
    }
  }

  /** Decibels above the caller's own level; 0 while that is not known yet. */
  get decibels(): number {
    const now = sum(this.#now);
    if (this.#before.columns < KNOWN_COLUMNS || now.columns < NOW_COLUMNS) {
      return 0;
    }
    return 10 * Math.log10(meanOf(now) / meanOf(this.#before));
  }
}

function sum(levels: readonly SpeechLevel[]): SpeechLevel {
  return levels.reduce(
    (all, { power, columns }) => ({ power: all.power + power, columns: all.columns + columns }),
    NONE,
  );
}

/** Never 0: a muted microphone is no infinitely quiet voice. */
function meanOf({ power, columns }: SpeechLevel): number {
  return Math.max(1, power / columns);
}

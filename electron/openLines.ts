import type { OpenLine } from './contract/openLine';

/** The kinds of lines; of each there is one in the whole program. */
export type LineKind = 'headset' | 'testCall';

/** Knows which page has which line, so that the other windows can say so. */
export class OpenLines {
  readonly #open = new Map<LineKind, { readonly page: number; readonly line: OpenLine }>();
  readonly #onChanged: () => void;

  constructor(onChanged: () => void) {
    this.#onChanged = onChanged;
  }

  /** The pages that have a line, each once. */
  get pages(): readonly number[] {
    return [...new Set([...this.#open.values()].map(({ page }) => page))];
  }

  /** What a page has now; a line that is null is closed. */
  set(kind: LineKind, page: number | null, line: OpenLine | null): void {
    const was = this.#open.has(kind);
    if (line === null || page === null) {
      this.#open.delete(kind);
    } else {
      this.#open.set(kind, { page, line });
    }
    if (was || line !== null) {
      this.#onChanged();
    }
  }

  /** The lines of all pages but this one. */
  elsewhere(page: number): readonly OpenLine[] {
    return [...this.#open.values()].filter((each) => each.page !== page).map(({ line }) => line);
  }
}

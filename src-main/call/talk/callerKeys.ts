/**
 * The keys that the caller presses: a sign of life in any case, and an entry for the agent if the
 * profile says so. An entry that is complete waits here until the agent may be told.
 */
import { type Phrase, phrase } from '#model/phrases/phrase';
import type { KeyUse } from '#model/profile';
import { keyedIn } from './prompts';
import type { Timed } from './talkTimer';

/** An entry ends with `#`, or this long after its last key, ms. */
const PAUSE_MS = 3_000;

/** Keys of the longest entry; it ends with the last of them. */
const MAX_KEYS = 64;

/** Secret entries of fewer keys are not looked for in other texts: they stand everywhere. */
const MIN_SECRET_KEYS = 3;

export type CallerKeysOptions = {
  readonly use: () => KeyUse;
  /** Whether the agent takes part in the talk and hears the caller. */
  readonly agentListens: () => boolean;
  readonly onCallerAlive: () => void;
  /** An entry is complete: the agent is to take it, and to answer. */
  readonly onEntry: () => void;
  readonly note: (said: Phrase) => void;
};

/** The keys of one call. Times are monotonic ms. */
export class CallerKeys implements Timed {
  readonly #options: CallerKeysOptions;
  readonly #secrets = new Set<string>();
  #keys = '';
  #endMs: number | null = null;
  /** What the agent is to be told of complete entries, oldest first. */
  readonly #untold: string[] = [];

  constructor(options: CallerKeysOptions) {
    this.#options = options;
  }

  get dueMs(): number | null {
    return this.#endMs;
  }

  tick(): void {
    this.#complete();
  }

  pressed(key: string, nowMs: number): void {
    const { use, agentListens, onCallerAlive, note } = this.#options;
    onCallerAlive();
    if (use() === 'none' || !agentListens()) {
      // Half an entry is none.
      this.#begin();
      note(phrase('note.key-pressed'));
      return;
    }
    const ends = key === '#' && this.#keys !== '';
    this.#keys += ends ? '' : key;
    this.#endMs = nowMs + PAUSE_MS;
    if (key === '#' || this.#keys.length >= MAX_KEYS) {
      this.#complete();
    }
  }

  /** What the agent has not been told yet; it is told now. */
  takeUntold(): readonly string[] {
    return this.#untold.splice(0);
  }

  /** A text about the call, with no secret entry in it. */
  withoutSecrets(text: string): string {
    let shown = text;
    for (const secret of this.#secrets) {
      shown = shown.replaceAll(secret, '•'.repeat(secret.length));
    }
    return shown;
  }

  #begin(): void {
    this.#keys = '';
    this.#endMs = null;
  }

  #complete(): void {
    const { use, note, onEntry } = this.#options;
    const keys = this.#keys;
    const isSecret = use() === 'secret';
    this.#begin();
    if (isSecret && keys.length >= MIN_SECRET_KEYS) {
      this.#secrets.add(keys);
    }
    note(
      isSecret
        ? phrase('note.keyed-secret', { count: keys.length })
        : phrase('note.keyed', { keys }),
    );
    this.#untold.push(keyedIn(keys, isSecret));
    onEntry();
  }
}

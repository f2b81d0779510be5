/** One thing that was looked at. */
export type CheckItem = {
  /** What was looked at, in a word or two. */
  readonly name: string;
  /**
   * `warning`: it works, but; `skipped`: not looked at, `message` says why. Only `failed` fails the
   * check.
   */
  readonly state: 'ok' | 'warning' | 'failed' | 'skipped';
  /** What was found, and, unless all is well, what to do. */
  readonly message: string;
};

/** Makes an item. */
export function checkItem(name: string, state: CheckItem['state'], message: string): CheckItem {
  return { name, state, message };
}

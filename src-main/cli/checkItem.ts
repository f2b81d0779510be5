export type CheckItem = {
  /** Subject of the check, in a word or two. */
  readonly name: string;
  /**
   * `warning`: works with limits. `skipped`: not checked; `message` says why. Only `failed` fails
   * the whole check.
   */
  readonly state: 'ok' | 'warning' | 'failed' | 'skipped';
  /** What was found and, unless it is fine, what to do. */
  readonly message: string;
};

export function checkItem(name: string, state: CheckItem['state'], message: string): CheckItem {
  return { name, state, message };
}
